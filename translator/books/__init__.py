"""Books: many articles, one volume. ``book.toml`` says what is in it; building does only what changed.

Reading order: :mod:`.plan` (what the file says), :mod:`.editions` (articles become editions, kept beside the
book), :mod:`.outputs` (the volume and the files made of it).
"""
