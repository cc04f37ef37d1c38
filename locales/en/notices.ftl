### What the worker hears of each step of the case. The tone is that of dialogue.ftl.

## Names

told-agency = { $kind } of { $place }
told-other-side = the other side
told-destination-phone = { $name } (phone { $phone })

## Who has it

told-delivered = { $agency } has received your case.
told-delivered-due =
    { $agency } has received your case.
    You will be told by { $date } whether they take it on.
told-referred = Your case went to { $agency }. No need to report it again.
told-accepted = { $agency } has formally accepted your case.
told-declined =
    { $agency } cannot handle this. You can go to { $destination }.
    If you disagree, you may ask for a review within 60 days.
told-other-officer = Another officer has taken over your case.
told-listed = A higher office is watching your case.
told-urged = We have urged them for you.

## Looking into it, waiting

told-verified-arrears = We checked: your wages were indeed not paid in full.
told-verified-violation = We checked: rules were broken, but no unpaid money was found.
told-verified-paid-before = We checked: by the records the money was paid earlier.
told-verified-not-wages = We checked: this money does not count as wages.
told-verified-not-substantiated = We checked: the papers so far do not prove unpaid wages.
told-verified-unreachable = We checked: we could not reach you and leave it here for now.
told-verified-not-due = We checked: the day to pay has not come yet.
told-paused = This step waits for { $what }. We will tell you when there is news.
told-extended = Looking into your case takes longer, until { $date }.

## Making them pay

told-ordered = { $who } has been ordered to pay you by { $date }.
told-mediated = You and { $who } have agreed: payment by { $date }.
told-promised = { $who } promises to pay you by { $date }. We keep watch.
told-promise-broken = The promised day has passed. We keep pressing for you.
told-transferred = Your case has been handed to the police.
told-fund-paid = Emergency money of { $sum } was paid. Please check.
told-legal-aid = Legal aid has answered you: { $text }
told-legal-aid-granted = They will help you.
told-legal-aid-refused = They did not agree this time.
told-award =
    The arbitration award has arrived.
    If you disagree, you may go to court by { $date }.

## Has the money come

told-paying = { $paid } was paid, { $rest } is still missing. We keep watch.
told-paying-unknown = { $paid } was paid. What is missing is being checked. We keep watch.
told-paid = By the records all was paid. Did you receive everything?
told-paid-question = We ask once more: do you have all your money?
told-paid-again = A month since it was closed: do you have all your money?

## Your row in the list

told-row-changed = Your row was changed, it now says { $sum }. Reason: { $reason }
told-row-changed-unknown = Your row was changed, no sum is written yet. Reason: { $reason }
told-row-denied = Your row does not count for now. Reason: { $reason }
told-named = Good, this case is now under your name.

## The end, and anew

told-closed = Your case is closed. If you did not get the money, answer "not received".
told-closed-no-result = Your case is closed: { $result }
told-outcome-not-wages = this money does not count as wages. You can go to { $destination }.
told-outcome-not-substantiated = the papers do not prove it. Tell us if you find more.
told-outcome-unreachable = we could not reach you. Answer whenever you see this.
told-outcome-not-due = the day to pay has not come. We will look again then.
told-outcome-dispute-path = arbitration or court has taken it and will decide.
told-withdrawn = Withdrawn as you said. Within 30 days it can go on at any time.
told-reopened = Your case is being worked on again.
told-duplicate = Your case is handled together with { $reference }.
told-unlinked = Your case is handled on its own again.
told-split = Your contract price has its own case: { $reference }.

## Long silence

told-silence = { $holder } has had your case since { $since }. No news yet.
told-silence-next =
    { $holder } has had your case since { $since }. No news yet.
    The next date is { $date }.

## Your own limits

told-limit = The limit to { $limit } ends on { $date }, in { $days } days. Do not miss it.
told-limit-arbitration-limit = apply for arbitration
told-limit-civil-limit = go to court
told-limit-enforcement-limit = ask the court to enforce
told-limit-inspection-lookback = complain to labor inspection
told-limit-refusal-review = ask for a review
told-limit-refusal-sue = go to court over the refusal
told-limit-sue-after-award = go to court over the award

## In danger

told-alarm-handed-on =
    The person on duty could not answer, the next one has been rung.
    If there is danger, call 110 now.

## Statuses, short names

step-1 = told
step-2 = filed
step-3 = worked on
step-4 = paid
status-filed = filed
status-delivered = delivered
status-accepted = accepted
status-verifying = being checked
status-ordered = ordered to pay
status-mediated = agreed
status-paying = paying
status-paid = paid
status-closed = closed
status-declined = declined
status-withdrawn = withdrawn
status-duplicate = duplicate
status-ask_more = waiting for an answer
status-referred = referred
status-transferred = with the police
status-in_arbitration = in arbitration
status-in_court = in court
status-listed = watched from above
status-reopened = reopened
status-paused = paused
status-disputed = disputed

## Where it stands, in one sentence

status-filed-said = What you told us is filed and on its way to who can act.
status-delivered-said = { $agency } has received your case.
status-accepted-said = { $agency } has formally accepted your case.
status-verifying-said = Officers are looking into your case.
status-ordered-said = They have been ordered to pay you by a date.
status-mediated-said = Both sides agreed; the money is due on a date.
status-paying-said = Money is coming, not all of it yet. We keep watch.
status-paid-said = By the records all was paid.
status-closed-said = Your case is closed.
status-declined-said = { $agency } cannot handle this.
status-withdrawn-said = Withdrawn as you said.
status-duplicate-said = Your case is handled together with another one.
status-ask_more-said = The officer has a question for you.
status-referred-said = Your case went to { $agency }. No need to report it again.
status-transferred-said = Your case has been handed to the police.
status-in_arbitration-said = Your case is in arbitration.
status-in_court-said = Your case is in court.
status-listed-said = A higher office is watching your case.
status-reopened-said = Your case is being worked on again.
