## /rules

rules-command = See what is filtered here, why yours was held, and what you can do
rules-title = The rules here
rules-words = **Words.** What you write is checked before anything is drawn.
rules-category = - { $category }: { $ruling }
rules-own = { $count ->
    [one] - This server has a rule of its own.
   *[other] - This server has { $count } rules of its own.
}
rules-pictures = **Pictures.** A program looks at each picture for nudity, with a score from 0 to 1. Here it's hidden until a click from { $spoiler }, waits for a moderator from { $hold }, and isn't shown from { $block }.
rules-approval = **Approval.** Here moderators look at these before anybody else: { $what }.
rules-no-approval = **Approval.** Here nothing waits for a moderator but what the filter holds.
rules-quiet = **Hours.** Nothing is drawn here at these hours: { $hours }.
rules-limits = **How much.** { $limits }.
rules-strikes = **Your warnings.** { $count } of { $limit }; at { $limit } you can't draw here for a while.
rules-recent = **What was refused or held lately**
rules-nothing = Nothing of yours was held lately. Refused words aren't kept, so they aren't listed.
rules-picture = { $at }, a picture ({ $why }): { $state }
rules-prompt = { $at }, a request ({ $why }): { $state }
rules-state-open = waits for a moderator
rules-state-appealed = your appeal waits for a moderator
rules-state-rejected = not approved; you can appeal
rules-state-upheld = not approved, after your appeal
rules-state-overturned = approved after your appeal
rules-why-approval = moderators look at everything here
rules-why-nudity = it may show nudity
rules-why-unchecked = it couldn't be checked
rules-why-words = a rule of this server
rules-can = **What you can do.** If words were refused, write it differently. If a moderator didn't approve something, press **Appeal** below the answer, once: somebody else decides. Report what shouldn't be here with **More** and **Report**. For anything else, ask the moderators of this server.
