## /queue, /cancel and the button that cancels a request

queue-description = See how your requests are doing and how long the queue is
queue-yours = { $count ->
    [0] You have no open requests here.
    [one] Your open request:
   *[other] Your { $count } open requests:
}
queue-more = … and { $count ->
    [one] { $count } more request
   *[other] { $count } more requests
}.
queue-drawn = Being drawn.
queue-held = waits for a moderator
queue-preparing = Its picture is being opened.
queue-far = More than { $count } requests are ahead of it.
queue-line = { $count ->
    [0] Nobody is waiting: a request would be drawn right away.
    [one] { $count } request is waiting or being drawn, across all servers.
   *[other] { $count } requests are waiting or being drawn, across all servers.
}
queue-line-eta = { $count ->
    [one] { $count } request is waiting or being drawn, across all servers; it's ready in { $wait }.
   *[other] { $count } requests are waiting or being drawn, across all servers; the last one is ready in { $wait }.
}
queue-server = { $count ->
    [0] This server has no open requests.
    [one] This server has { $count } open request:
   *[other] This server has { $count } open requests:
}
queue-member = { $count ->
    [one] { $member }: { $count } request
   *[other] { $member }: { $count } requests
}
queue-more-members = … and { $count ->
    [one] { $count } more member
   *[other] { $count } more members
}.
cancel-description = Cancel a request that isn't finished yet; what isn't drawn doesn't count toward your limit
cancel-request = Which request; type to find it by its prompt
cancel-all = All my requests
cancelled = { $count ->
    [one] The request has been cancelled and doesn't count toward the limit.
   *[other] { $count } requests have been cancelled and don't count toward the limit.
}
cancelled-by = Cancelled by { $member }. Nothing counts toward the limit.
cancelled-charged = { $kept ->
    [0] Cancelled, but nearly everything had been drawn, so all of it counts toward the limit.
   *[other] Cancelled. { $kept } of { $units } pictures don't count toward the limit; { $spent } had been drawn and do.
}
cancelled-by-charged = Cancelled by { $member }. Already drawn, and counted toward the limit: { $spent } of { $units }.
refused-request-ended = That request has already ended, or belongs to another server.
refused-not-yours = Only { $author } or a moderator of this server can cancel that request.
refused-nothing-open = You have no open requests here.
