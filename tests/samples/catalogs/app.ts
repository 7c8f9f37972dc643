<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru">
<context>
    <name>Main</name>
    <message numerus="yes">
        <location filename="a.cpp" line="3"/>
        <source>%n file(s) &amp; more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open "it"</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
