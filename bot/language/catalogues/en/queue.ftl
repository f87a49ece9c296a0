## /queue, /cancel and the button that calls a request off

queue-description = See how far your requests are, and how long the line is
queue-yours = { $count ->
    [0] You have no request open here.
    [one] Your open request:
   *[other] Your { $count } open requests:
}
queue-more = … and { $count ->
    [one] { $count } more request
   *[other] { $count } more requests
}.
queue-drawn = Being drawn.
queue-preparing = Its picture is being opened.
queue-far = More than { $count } requests stand before it.
queue-line = { $count ->
    [0] Nobody waits: a request would be drawn at once.
    [one] { $count } request waits or is being drawn, of all servers.
   *[other] { $count } requests wait or are being drawn, of all servers.
}
queue-line-eta = { $count ->
    [one] { $count } request waits or is being drawn, of all servers; it is ready in { $wait }.
   *[other] { $count } requests wait or are being drawn, of all servers; the last one is ready in { $wait }.
}
queue-server = { $count ->
    [0] This server has no request open.
    [one] This server has { $count } request open:
   *[other] This server has { $count } requests open:
}
queue-member = { $count ->
    [one] { $member }: { $count } request
   *[other] { $member }: { $count } requests
}
queue-more-members = … and of { $count ->
    [one] { $count } more member
   *[other] { $count } more members
}.
cancel-description = Call off a request that is not drawn yet; its allowance is given back
cancel-request = Which request; type to find one by its prompt
cancel-all = All of my requests
cancelled = { $count ->
    [one] It is called off, and its allowance is given back.
   *[other] { $count } requests are called off, and their allowance is given back.
}
cancelled-by = Cancelled by { $member }; nothing is charged.
cancelled-charged = { $kept ->
    [0] It is called off, but nearly all of it had been drawn, so nothing goes back to the allowance.
   *[other] It is called off. { $kept } of { $units } pictures go back to the allowance; { $spent } had been drawn and stay charged.
}
cancelled-by-charged = Cancelled by { $member }; drawn by then and charged: { $spent } of { $units }.
refused-request-ended = That request has ended already, or is another server's.
refused-not-yours = Only { $author } or a moderator of this server may cancel that request.
refused-nothing-open = You have no request open here.
