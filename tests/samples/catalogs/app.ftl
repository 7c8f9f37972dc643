# Comment
hello = Hello { $name }, the door is open.
    .label = Open

days = { $n ->
    [one] { $n } day
   *[other] { $n } days
} left

broken = x
