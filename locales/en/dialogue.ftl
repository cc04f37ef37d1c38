### What is said to a worker, in English.
### Tone: plain and short, the point first. The worker's words: pay, boss, site. No office nouns.
### Never hurry, never frighten, never promise. Filed, received, accepted are three things.

## The first minute

greeting =
    I am a helper for unpaid wages. I am a program, and free.
    What happened? Just tell me: type, speak, or send a photo.
greeting-back =
    Hello, I am here.
    What happened? Just tell me.
hello = I am here. Go on.
hello-again = Welcome back. All you told me is still here.
about-us =
    I am a helper for unpaid wages. I am a program, and free.
    You tell me, I write it down and hand it to those in charge.
story-again = What happened? Just tell me.
story-taken = I see. I will note it step by step.
story-again-1 =
    I did not catch what happened.
    Who owes you pay, and where did you work?
story-again-2 =
    I still did not understand.
    You can say: the boss's name, how much, and where.
story-again-3 = Take your time. Press one, or ask for a person.
ask-story-own = Tell me what happened, in any words.
ask-story-other =
    Good, you speak for somebody.
    What happened? Where did they work, and how much is owed?
ask-rights = What would you like to know?
anything-else = Anything else? If you want your pay, just tell me.
choice-report = My boss owes me pay
choice-for_other = I ask for somebody else
choice-progress = Where is my case
choice-ask_rights = A question first
choice-person = Talk to a person

## Choices found everywhere

choice-skip = Rather not say
choice-dont_know = I don't know
choice-yes = Yes
choice-no = No
choice-later = Later
choice-none = None of these
choice-done = That is all

## Understood or not

mirror = I understood: { $facts }. Is that right?
mirror-other = I understood, you speak for somebody else: { $facts }. Is that right?
mirror-whom = you speak for { $whom }
again-confirm = Is what I said right?
choice-confirm-yes = Right
choice-confirm-no = Wrong
choice-confirm-fix = Something is wrong
clauses = { $first }, { $rest }
place-and = { $first } ({ $rest })
value = { $value }
words = { $text }
about = about { $value }
between = { $low } to { $high }
nothing = nothing
mirror-place = you worked in { $place }
mirror-work = the work is { $work }
mirror-headcount = { $value }
mirror-amount_fen = { $value } unpaid
mirror-amount_fen-workers = { $value } of your workers' pay unpaid
mirror-headcount-workers = { $value } work for you
mirror-computed = { $amount } unpaid ({ $working })
mirror-name = the name is { $value }
mirror-amount_per_worker_fen = { $value } each
mirror-project_payment_fen = { $value } of your contract price unpaid
mirror-period = unpaid { $period }
mirror-phone = telephone { $value }
mirror-employer = the boss is { $value }
mirror-foreman = the foreman is { $value }
mirror-general_contractor = the general contractor is { $value }
mirror-subcontractor = the subcontractor is { $value }
mirror-project_owner = it is built for { $value }
rate-day = { $value } a day was agreed
rate-month = { $value } a month was agreed
rate-hour = { $value } an hour was agreed
rate-piece = { $value } a piece was agreed
rate-square_metre = { $value } a square metre was agreed
period-span = from { $start } to { $end }
period-from = since { $start }
period-until = until { $end }
headcount-value = { $count ->
        [1] one person
       *[other] { $count } people
    }
months-value = for { $count } months
noted = Noted: { $facts }.
corrected = Changed: { $facts }.
corrected-part = { $field }, { $value }
worked-day = { $count } days
worked-month = { $count } months
worked-hour = { $count } hours
worked-piece = { $count } pieces
worked-square_metre = { $count } square metres

## Correcting

fix = Which one is wrong? Tap it, or just say what is right.
again-fix = Which one is wrong? Or say what is right.
fix-this = { $field }: { $value }
fix-filed = Just say what is right. The officer will see it.
nothing-to-fix = Nothing is noted yet, so nothing is wrong.

## Questions

ask-standing = Do you work for wages, or do you take on contracts and hire?
ask-standing-again = Wages, or contracts?
choice-standing-own_wages = I work for wages
choice-standing-contracts = I take contracts, paid by area or price
choice-standing-both = Both
standing-split = I keep the contract price and the workers' wages apart. Both go on.
ask-division = Where was the work? County or district is enough.
ask-division-again = In which county or district?
ask-division-county = In which district or county of { $place }?
ask-division-which = Which of these places?
ask-amount_fen = How much are you still owed in all? Roughly is fine.
ask-amount_fen-again = How much is owed? Roughly is fine.
ask-amount_fen-workers = How much are your workers still owed in all?
ask-amount_fen-which = Which figure?
ask-amount_per_worker_fen = About how much for each person?
ask-amount_per_worker_fen-again = How much each?
ask-project_payment_fen = How much of the contract price is unpaid?
ask-project_payment_fen-again = How much of the price is unpaid?
ask-employer = What is the boss or the firm called? One is enough.
ask-employer-again = The boss's or firm's name?
ask-period_start = From when to when were you not paid?
ask-period_start-again = Since when were you not paid?
ask-period_start-which = Which year and month?
ask-period_end = Until when were you not paid?
ask-period_end-again = Until when?
ask-months = How many months are unpaid?
ask-months-again = How many months?
ask-headcount = How many people were not paid?
ask-headcount-again = How many people?
choice-headcount-alone = Only me
ask-name = What is your name? Then we can tell you the result.
ask-name-again = What is your name?
ask-name-other = What is the name of the person who was not paid?
ask-phone = Will you leave a telephone number? The boss will not see it.
ask-phone-again = What is your number?
ask-amount_fen-other = How much is he owed? About is enough.
ask-living_money-other = Has he money for food and a bed?
ask-contract-other = Did he sign a contract? He can claim without one.
ask-card_in_hand-other = Has he his bank card himself?
ask-evidence-other = Has he any of these? You can file without.
choice-headcount-alone-other = Only him
ask-phone-other = What is their number? The boss will not see it.
phone-short = { $count } digits are missing. A mobile number has 11.
phone-long = { $count } digits too many. A mobile number has 11.
ask-industry = What kind of work is it?
ask-industry-again = What kind of work?
ask-funding = Who pays for this project?
ask-funding-again = Who pays for it?
choice-funding-government = The government: school, road, public housing
choice-funding-state_firm = A state firm
choice-funding-private = A private boss
ask-boss_reachable = Can the boss still be reached?
ask-boss_reachable-again = Can he be reached?
choice-boss_reachable-yes = Yes, reachable
choice-boss_reachable-no = No, not reachable
ask-living_money = Do you have enough money for food and a bed?
ask-living_money-again = Enough for food and a bed?
choice-living_money-yes = Yes, enough
choice-living_money-no = No, not enough
ask-evidence = Do you have any of these? You can file without.
ask-evidence-again = Anything else? If not, tap "That is all".
ask-notice_board =
    At the site gate hangs a workers' rights notice board. Can you take a photo?
    One photo saves several questions.
ask-notice_board-again = Can you photograph the notice board?
choice-notice_board-later = Later
choice-notice_board-none = There is no such board
ask-claimants = How would you like to give the list of names?
ask-claimants-again = How will you give the list?
choice-claimants-paste = Type or paste it
choice-claimants-one_by_one = One by one
choice-claimants-code = Good. Once it is filed you get a code, so that they can fill in their rows.
group-code =
    The code for your fellow workers: { $code }
    Send it to them. Each types it here and fills in his own row.
group-join =
    This is the list of { $where }.
    Did you work here, too, and were not paid?
choice-group-same = Yes, I worked here
choice-group-different = Not us
group-unnamed = your site
group-name = What is your name? You see your own row only.
group-confirm = { $row }. Is that right?
group-no-sum = the sum is not known yet
group-done =
    Noted, your row is confirmed.
    Only you and those in charge see it.
group-row = Your row: { $row }.
group-count = { $sure } of { $heads } have confirmed.
group-taken = This name is taken already. For a person, answer “person”.
group-left = Good, nothing was noted. Tell me your own matter, if you like.
group-closed = This list is closed. Tell me your own matter, if you like.
group-own = This is the case you filed yourself.
choice-claimants-sheet = Send a sheet or a photo
ask-general_contractor = Who is the general contractor? The board at the gate says it.
ask-general_contractor-again = Who is the general contractor?
ask-subcontractor = What is the subcontractor called?
ask-subcontractor-again = The subcontractor's name?
ask-project_owner = For whom is it built?
ask-project_owner-again = Built for whom?
ask-foreman = What is the foreman called?
ask-foreman-again = The foreman's name?
ask-foreman_phone = What is the boss's or foreman's number?
ask-foreman_phone-again = The boss's number?
ask-doors_tried = Did you go anywhere else with this? Choose all.
ask-doors_tried-again = Did you go anywhere else?
choice-doors_tried-none = Nowhere yet
ask-contact_time = When there is news, how shall we tell you?
ask-contact_time-again = How shall we tell you?
ask-site = What is the site called? Or say what is next to it.
ask-site-again = Which site, next to what?
ask-address = Which road or village was the work in?
ask-address-again = Which road or village?
ask-contract = Did you sign a contract? You can claim without one.
ask-contract-again = Did you sign a contract?
choice-contract-yes = Signed
choice-contract-no = Not signed
ask-paid_by = How were you paid before?
ask-paid_by-again = How were you paid?
ask-card_in_hand = Do you hold your wage card yourself?
ask-card_in_hand-again = Do you hold the card?
choice-card_in_hand-yes = Yes, I hold it
choice-card_in_hand-no = No, somebody else
ask-real_name_gate = Must you show face or card to enter the site?
ask-real_name_gate-again = Face or card at the gate?
choice-real_name_gate-yes = Yes
choice-real_name_gate-no = No
ask-last_payment = When were you last paid?
ask-last_payment-again = On which day were you last paid?
ask-rate_fen = How much was agreed, by day or month?
ask-rate_fen-again = How much was agreed?
ask-worked = How many days or how much work was it?
ask-worked-again = How much work?
ask-advance_fen = How much did you already get? Living money counts.
ask-advance_fen-again = How much did you get?
ask-relation = How did you come to the job?
ask-relation-again = How did you get the job?
ask-helper_name = What may I call you?
ask-helper_name-again = What may I call you?
ask-wage_officer = Which wage officer does the board name?
ask-wage_officer-again = The wage officer's name?
ask-wage_officer_phone = Which number does the board give for the wage officer?
ask-wage_officer_phone-again = The wage officer's number?
ask-industry_authority = Which authority does the board name?
ask-industry_authority-again = Which authority?
ask-identity_number = What is your identity number? Only officers see it.
ask-identity_number-again = Your identity number?
ask-bank_card = To which card shall the money go?
ask-bank_card-again = The card number?
ask-home_address = Where do you live? It is for letters.
ask-home_address-again = Where do you live?
secure-page = Not here, please. Open the link and fill it in on the secure page.
ask-code_word = Send me a secret word. Later I show nothing without it.

## Not understood

not-understood-1 = I did not understand that. For a person, say "person".
not-understood-2 = Sorry, still not clear. Say it another way, or say "person".
left-open = We leave this open. It does not matter.
unknown-choice = There is no such choice here.
stale-choice = That choice is out of date. Please see below.
nothing-open = Nothing is open now. Say what you like.
failed = I could not read one of your messages. Please say it again.
joined-1 = Noted. The officer can see it.
joined-2 = Added to your case.
welcome = You are welcome. I am here.
thanks = Thank you, noted.

## Photos, sounds, papers

got-files = { $count ->
        [1] One file received and kept.
       *[other] { $count } files received and kept.
    }
got-board = The board has arrived. It helps a lot.
got-voice =
    The recording is kept for the officer.
    I cannot listen to it. Please tap a choice or type a few words.
no-evidence-no-bar = No matter. The boss must show the books.
file-too_large = This file is too large to send here.
file-on-the-web = Open the link and send it there: up to 200 MB.
file-unsupported = This kind of file cannot be opened. A photo is fine.
file-broken = This one did not arrive whole. Please send it again.
file-unreachable = This one could not be fetched. Please send it again.
paper-iou_claim = I have written the paper for the court.
paper-mydata = Here is your copy.
mydata = All that you said and that was noted is in it.

## The list of names

claimants-paste = One person a line: name, months, money.
claimants-one_by_one = The first one: name and money.
claimants-more = Anybody else? If not, tap "That is all".
claimants-code =
    Give these words to the others, they fill in themselves.
    Each sees only their own line.
claimants-sheet = Just send the sheet or the photo.
claimants-taken = { $count } people noted, { $total } together.
claimants-without = { $count } people have no sum yet.
claimants-differ = You said { $told } before. The list differs by { $gap }.
claimants-many = You are many. You may choose up to { $count } speakers.
choice-claimants-done = That is all
again-claimants = Anybody else on the list?

## Before filing

card = { $rows }
card-row = { $field }: { $value }
lines =
    { $first }
    { $rest }
unknown = not known yet
review =
    All is noted. Please look through it and change what is wrong.
    It is not filed yet. Only "File it" files it.
    { $naming }
again-review = It is not filed yet. Answer 1 to file it.
review-named = Only those in charge can read it. The boss does not learn your name.
review-unnamed =
    Only those in charge can read it.
    You can file without a name. But then we may not be able to tell you the result,
    and it is hard to get the money back for you.
choice-review-file = All right, file it
choice-review-fix = Something is wrong
choice-review-more = Answer a few more, it goes faster
choice-review-keep = Keep it for later
choice-review-details = Who reads it, how long
choice-review-stay_unnamed = File without my name
consent = We need your { $field }. Only officers can see it. Is that all right?
again-consent = May we ask this?
consent-details =
    Your words, photos and number are kept encrypted.
    The inspection and those who help can read them, and each look is recorded.
    You can have a copy or delete it at any time.
choice-consent-agree = Go ahead
choice-consent-details = Who reads it, how long
choice-consent-stay_unnamed = Stay unnamed

## The receipt

receipt-complaint =
    It is filed. Number { $reference }.
    { $next }
    Keep pay slips and chats, delete nothing.
    Do not sign "all settled" before you have the money.
receipt-tip =
    It is filed without your name. Number { $reference }.
    { $next }
    You can give your name at any time.
    Do not sign "all settled" before you have the money.
receipt-by = Filed, not yet accepted. By { $day } you hear whether it is taken on.
receipt-person = Filed, not yet accepted. A person decides who is in charge, then you hear.

## Which path

path-wages_clear =
    First the labor inspection: free, and the boss must show the books.
    Bring your identity card and notes of your work. It has sixty working days.
    { $second }
path-disputed =
    First labor arbitration: free, decided in forty-five days.
    Bring your identity card and proof that you worked.
    { $second }
path-limit_near =
    A time limit is close. Please go to labor arbitration today.
    It is free, at the commission where you worked.
    { $second }
path-paper_in_hand =
    With an IOU you can go straight to court.
    Bring the original. The fee depends on the sum.
    { $second }
path-inspection_too_late =
    After two years the inspection may not take it.
    Try labor arbitration: free, decided in forty-five days.
    { $second }
path-personal_hire =
    For work in a private home you claim in court.
    You have three years. Bring chats and transfers.
    { $second }
path-boss_fled =
    The boss is gone. The inspection can ask the police to help.
    Bring your identity card and notes of your work. It is free.
    { $second }
path-running =
    It is in arbitration or court, so the inspection does not look again.
    Send me the number there, I will note it.
    { $second }
path-work_abroad =
    Work abroad is for the commerce department and the consulate.
    In need call +86-10-12308.
    { $second }
path-own_contract_price =
    A contract price is claimed in court.
    The workers' wages go on all the same.
    { $second }
path-wants_to_stay =
    You want to keep the job, so it goes as a tip without your name.
    It is free, and the inspection looks into it.
    { $second }
path-not_obeyed =
    If a judgment is not obeyed, ask the court to enforce it.
    You have two years, the debtor pays for it.
    { $second }
path-bankrupt =
    If the firm is bankrupt, the administrator lists the wages.
    Read the posted list and have it corrected.
    { $second }
path-mediation_broken =
    If an agreement is broken, ask for an order to pay.
    Bring the agreement. The court has fifteen days.
    { $second }
path-order_unpaid =
    If an order is not obeyed, the inspection turns to the police.
    Keep all your papers.
    { $second }
path-boss_fled-site =
    The boss is gone. The inspection can ask the police to help.
    It is free. On a site the general contractor must pay first.
    { $second }
path-second-labor_inspection = The labor inspection is open, too.
path-second-arbitration = Failing that, there is arbitration.
path-second-court = Failing that, there is the court.
path-second-court_enforcement = If the order is not obeyed, the court enforces it.
path-second-legal_aid = Legal aid is at 12348, for wages without a means test.
path-second-consulate = The consulate can help, too.
path-second-police = Tell me the boss's number, car plate and address, if you know them.
path-second-payment_order = An order to pay is possible, too, and cheaper.
path-second-union = The union can speak for you, call 12351.
path-second-mediation = You can try mediation first, too.
way-here = No need to go there: when we are done, press “file” and I hand it on.
way-trust = I am a program. I take no money, no passwords and no codes.
way-cost-free = It is free: here, at the inspection, in arbitration, and legal aid.
way-cost-property_fee = Here it is free. The court's fee depends on the sum, 50 yuan up to 10,000.
way-cost-third_of_property_fee = Here it is free. An order to pay costs a third of a suit.
way-cost-debtor_pays = You pay nothing beforehand, the debtor pays for it.
way-time-inspection_investigate =
    You hear within five working days, then it has sixty working days.
    When the money comes depends on the boss. I promise nothing.
way-time-inspection_accept = You hear within five working days whether it is taken.
way-time-arbitration_decide =
    Decided forty-five days after it is taken, fifteen more if it is hard.
    When the money comes depends on the boss. I promise nothing.
way-time-months = A court takes some months. I promise nothing.
way-time-enforcement_limit = How fast the court gets it depends on what he has.
way-time-payment_order_issue = The court has fifteen days for an order to pay.
way-time-police_answer = The police have three days to say whether they open a case.
calm = You are angry, and I hear you.
limit-arbitration_limit = The limit for arbitration ends about { $day }. Do not let it pass.
limit-inspection_lookback = The limit for the inspection ends about { $day }. Do not let it pass.
limit-civil_limit = The limit for a suit ends about { $day }. Do not let it pass.

## When life is in danger: only professionals change these

crisis =
    Your life matters more than the pay. We will work on the money together.
    Are you safe now? Is somebody with you?
    Call now: 110 (police, rescue) 120 (injury) 12356 (somebody who listens)
    { $called }
crisis-other =
    Call 110 and 119 first. Saving the person comes first.
    Ask the people around to step back, not to shout.
    Who is it, and where?
    { $called }
crisis-more =
    I am listening. Please move away from the danger first.
    Are you safe now? 110 always answers.
    { $called }
crisis-still =
    I am still here. Take your time.
    Is somebody with you? 110 and 120 answer.
    { $called }
crisis-called = The person on duty has been called. I am here.
crisis-here = I am here.
crisis-now = Call 110 now. If hurt, call 120.
crisis-talk = 12356 listens to you. If nobody answers, call 110.
crisis-skip = All right, I am here. In danger call 110.
crisis-noted = Noted. In danger call 110 first.
crisis-ask-address = Where are you now? Only those who come to help will know.
crisis-ask-phone = What is your number? Only those who come to help will know.
crisis-stay-1 = I am here. In danger call 110.
crisis-stay-2 =
    I am listening. If it is hard, 12356 listens, too.
    To go on about the money, say "continue".
crisis-calmer =
    Good that you are safe. Within an hour somebody looks in on you.
    To go on about the money, say "continue".
crisis-calmer-alone =
    Good that you are safe. If it gets hard call 12356, in danger 110.
    To go on about the money, say "continue".
crisis-wait-1 = All you said is kept. To go on about the money, say "continue".
crisis-wait-2 = I am here. Nothing is lost. Say "continue" and we go on.
crisis-waiting =
    Five minutes, and nobody on duty has answered. The next one is called.
    In danger call 110 first.
crisis-waiting-alone =
    Five minutes, and nobody here has answered yet.
    In danger call 110 first.
crisis-resume = All right, we go on about the money.
again-safety = Are you safe now?
choice-safety-danger_now = I am in danger now
choice-safety-said_in_anger = I am fine, I said it in anger
choice-safety-talk_to_someone = I want to talk to somebody

## Said first

care-medical_emergency = People first: call 120. Your pay is noted.
care-child =
    Under sixteen nobody may make you work. You did nothing wrong.
    You must be paid all the same. In danger call 110.
care-gathering_now = In a crowd, stand where it is safe. Injured 120, danger 110.
care-hardship =
    Food and bed first: the local relief station is free.
    I will ask about emergency money, too.
care-reprisal = Reprisal is fined. In danger call 110.
care-injury =
    The injury goes to the labour office: the firm has thirty days, you have a year.
    Your pay goes on all the same.
care-card_or_id_held = Nobody may keep your card or papers. I note that, too.
care-overseas = Abroad, in need, call the consulate: +86-10-12308.
care-boss_fled = The boss is gone, but there are still ways. I note it.
referral-injury =
    An injury is reported to the labor bureau: the firm has 30 days, you one year.
    Call 12333 or 12348 for help.
referral-social_insurance = For social insurance call 12333 or go to the local office.
referral-private_debt =
    A private loan is not for us.
    It goes to court. For help call 12348.
referral-other_complaint = This is not for us. Call 12345, they pass it on.
referral-also = If pay is owed as well, just tell me.
unnamed-means =
    All right, no name. You can file without one.
    But we may not be able to tell you the result or get your own money back.
    You can give your name at any time.

## When the telephone is not safe

own-phone = Is this your own phone?
again-own_phone = Is it your own phone?
choice-own_phone-own = It is mine
choice-own_phone-borrowed = It is borrowed
borrowed =
    All right, nothing is kept on this phone. When you go, press "Leave".
    To come back, use these words. Please write them on paper.
way-back = To come back, use these words. Show them to nobody.
code-word-set = Noted. From now on I ask for the word first.
again-code_word = Send me a secret word.
unlocked = Good, it is you.
locked-1 = Hello. Please say the word first.
locked-2 = That is not the word. General questions are fine.
something-new = You have a new message. Say "look" when it suits you.
cleared = Cleared. The oldest ones you must delete yourself.
not-cleared = I cannot clear it here. Please delete it, or press "Leave".

## Stopping, keeping, coming back

cancel = All right. What about the things you told me?
again-cancel = What about the things you told me?
cancel-nothing = All right, nothing was noted. Come back any time.
choice-cancel-keep = Keep them
choice-cancel-delete = Delete all
choice-cancel-stay_unnamed = I fear reprisal, no name
kept = Kept for thirty days. To come back, use these words.
deleted = All deleted. Come back any time.
resume = { $count ->
        [0] Nothing is missing. Shall we go on?
       *[other] { $count } things are missing. Shall we go on?
    }
resume-summary = Last time: { $facts }.
again-resume = Shall we go on?
nudge-day = You had not finished. Shall we go on?
nudge-week = What you said is still here. Shall we go on?
draft-deleted = After thirty days it was deleted. Come back any time.
choice-resume-resume = Go on
choice-resume-change = Change something
choice-resume-file = File it

## Progress

progress-none = You have filed nothing here yet. What happened?
progress-draft = It is not filed yet. Only "File it" files it.
progress-filed = Number { $reference }: filed, on its way to those in charge. { $next }
progress-delivered = Number { $reference }: received, not yet accepted. { $next }
progress-accepted = Number { $reference }: accepted. { $next }
progress-verifying = Number { $reference }: officers look into it. { $next }
progress-ordered = Number { $reference }: the boss was ordered to pay. { $next }
progress-mediated = Number { $reference }: agreed, waiting for the money. { $next }
progress-paying = Number { $reference }: money is coming, not all yet. { $next }
progress-paid = Number { $reference }: all paid on record. Did you get it? { $next }
progress-closed = Number { $reference }: closed. If you were not paid, say "not paid".
progress-declined = Number { $reference }: not taken on. You can ask for a review.
progress-withdrawn = Number { $reference }: taken back as you asked.
progress-duplicate = Number { $reference }: joined with your other case.
progress-ask_more = Number { $reference }: the officer waits for your answer. { $next }
progress-next = The next date is { $day }.
progress-open = You hear as soon as there is news.
progress-late = An answer was due on { $day } and has not come. You can say "hurry".

## After filing

same-case = Is this the same matter as before?
again-same_case = Is it the same matter?
choice-same_case-same = The same
choice-same_case-different = Another one
other-case = All right, a matter of its own.
conflict-noted = Noted. A supervisor is told and decides who works on it.
withdraw = You want to stop? Why?
again-withdraw_reason = Why do you want to stop?
choice-withdraw_reason-settled = I was paid
choice-withdraw_reason-afraid = I am afraid
choice-withdraw_reason-other = Another reason
withdraw-asked = Noted. Somebody will ask you first, then it is taken back.
withdraw-afraid =
    Noted. Somebody will talk with you first, then it is taken back.
    If you are threatened, call 110.
paid-all = Good, noted that you got it all.
paid-part = Noted. We keep after the rest.
paid-none = Noted. We keep working on it.
paid-early = Noted. It is not accepted yet, the officer will know.
again-free = The officer still waits for your answer.
again-paid = Did you get the money?
choice-paid-paid_all = All of it
choice-paid-paid_part = A part
choice-paid-paid_none = Nothing
reopen-asked = All right, it is opened again.
reopen-late = Thirty days have passed. A supervisor decides, I have asked.
again-reopen = Open it again?
choice-reopen-yes = Open again
choice-reopen-no = No need

numbers =
    { $rows }
    In danger call 110, if hurt 120.
number-wages = Wages: { $number } (hours: { $hours }, checked { $checked })
number-government = Government: { $number } (hours: { $hours }, checked { $checked })
number-legal_aid = Legal aid: { $number } (hours: { $hours }, checked { $checked })
number-union = Union: { $number } (hours: { $hours }, checked { $checked })
number-consular_abroad = Consulate: { $number } (hours: { $hours }, checked { $checked })

## Rights and people

article-source = { $law }, { $article }
article-number = article { $number }
article =
    { $text }
    By law: { $basis }
    { $next }
article-next-report = To have me file it, just tell me what happened.
article-next-arbitration = Arbitration is free, at the commission where you worked.
article-next-court = If you cannot write the claim, call 12348.
article-next-person = For a person, answer “person”.
article-next-keep_evidence = Keep slips, chats and recordings.
article-next-call_110 = In danger call 110 now.
article-next-call_12333 = If unsure, call 12333.
article-next-call_12348 = For a lawyer call 12348, for wages without a means test.
article-next-call_12351 = The union can help, call 12351.
article-brief =
    { $text }
    By law: { $basis }
number-kept = I noted the number, those in charge see it.
evidence-marked = Marked: { $marked }.
one-at-a-time = Let us file this one first, then tell me of the other.
no-letters = No need to write: press, send a voice message, or ask for a person.
known-already = I have that already.
no-article =
    I am not sure about this, so I will not guess.
    I have asked a person for you, { $when }.
person-call = All right, a person will call you, { $when }.
person-chat = All right, a person will answer here, { $when }.
person-today = today in office hours
person-this-morning = after nine this morning
person-on = the office is closed now, on { $day }

## Names of things

fact-amount_fen = How much is owed
fact-amount_per_worker_fen = Owed to each
fact-project_payment_fen = Contract price unpaid
fact-rate_fen = The agreed rate
fact-worked = How much work
fact-advance_fen = Already received
fact-months = Months unpaid
fact-period_start = From when to when
fact-period_end = Until when
fact-last_payment = Last payment
fact-division = Where the work was
fact-site = Which site
fact-address = Place of the work
fact-employer = Boss or firm
fact-foreman = Foreman
fact-general_contractor = General contractor
fact-subcontractor = Subcontractor
fact-project_owner = Built for
fact-headcount = How many people
fact-industry = Kind of work
fact-funding = Who pays for the project
fact-relation = How you got the job
fact-contract = Contract signed
fact-paid_by = How you were paid
fact-boss_reachable = Boss reachable
fact-living_money = Money for food and bed
fact-card_in_hand = Wage card in hand
fact-real_name_gate = Face or card at the gate
fact-evidence = What you have
fact-doors_tried = Where you have been
fact-name = Your name
fact-phone = Your number
fact-foreman_phone = The boss's number
fact-helper_name = Who speaks for them
fact-contact_time = How to tell you
fact-industry_authority = Authority on the board
fact-wage_officer = Wage officer
fact-wage_officer_phone = Wage officer's number
fact-identity_number = Identity number
fact-bank_card = Bank card
fact-home_address = Home address
fact-claimants = List of names
fact-standing = Wages or contract
fact-notice_board = Notice board

## Words of choices

industry-construction = Building, decorating
industry-transport_works = Roads, bridges
industry-water_works = Water works
industry-farmland_works = Farmland works
industry-railway = Railway works
industry-energy = Power and energy works
industry-telecom = Telecom works
industry-manufacturing = Factory
industry-fireworks = Fireworks factory
industry-catering = Catering
industry-domestic = Housework, private home
industry-delivery = Delivery
industry-haulage = Truck driving
industry-property_security_cleaning = Property, guards, cleaning
industry-mining = Mining
industry-aviation = Airport works
industry-land_restoration = Land works
industry-farm_forest = Farm, forest
industry-retail = Shop
industry-education = School, training
industry-health = Hospital, care
industry-technology = Computers, internet
industry-public_body = Public body
industry-other = Something else
funding-government = The government
funding-state_firm = A state firm
funding-private = A private boss
relation-foreman = A foreman called me
relation-direct = The firm hired me
relation-dispatch = A labor firm sent me
relation-platform = Orders on a platform
relation-no_contract = No contract
contract-yes = Signed
contract-no = Not signed
paid_by-bank = To a bank card
paid_by-cash = Cash
paid_by-phone = By phone app
boss_reachable-yes = Reachable
boss_reachable-no = Not reachable
living_money-yes = Enough
living_money-no = Not enough
card_in_hand-yes = In own hands
card_in_hand-no = Not in own hands
real_name_gate-yes = Yes
real_name_gate-no = No
contact_time-chat = Here in the chat
contact_time-call_day = Call by day
contact_time-call_evening = Call in the evening
contact_time-no_call = Do not call
evidence-notice_board = Photo of the notice board
evidence-iou = IOU
evidence-settlement = Settlement sheet
evidence-bank = Bank messages or statements
evidence-payslip = Pay slips
evidence-attendance = Attendance, work book
evidence-contract = Contract
evidence-chat = Chats with the boss
evidence-badge = Badge, work clothes
evidence-photo = Photos at work
evidence-video = Video
evidence-recording = Recording
evidence-witness = Workmates who can testify
evidence-other = Something else
doors_tried-labor_inspection = Labor inspection
doors_tried-hotline_12345 = Called 12345
doors_tried-hotline_12333 = Called 12333
doors_tried-national_platform = National platform
doors_tried-mediation = Mediation
doors_tried-arbitration = Arbitration
doors_tried-court = Court
doors_tried-police = Police
doors_tried-petition = Petition office
doors_tried-union = Union
doors_tried-township = Township
doors_tried-media = Media
doors_tried-other = Elsewhere
agency-labor_inspection = Labor inspection
agency-housing = Housing
agency-transport = Transport
agency-water = Water
agency-agriculture = Agriculture
agency-natural_resources = Natural resources
agency-energy = Energy
agency-industry_information = Industry and information
agency-education = Education
agency-health = Health
agency-state_assets = State assets
agency-finance = Finance
agency-development_reform = Development and reform
agency-police = Police
agency-arbitration = Arbitration
agency-court = Court
agency-legal_aid = Legal aid
agency-union = Union
agency-civil_affairs = Civil affairs
agency-commerce = Commerce
agency-emergency_management = Emergency management
agency-market_regulation = Market regulation
agency-tax = Tax
agency-railway_authority = Railway authority
agency-aviation_authority = Aviation authority
agency-consulate = Consulate
agency-petition_office = Petition office
agency-leading_group = Leading group on wage arrears
agency-township = Township
agency-park = Industrial park
agency-owner = Authority over the owner
agency-triage = A person decides
signal-collective = Many people
signal-gathering_now = Gathering now
signal-distress = Words of suicide
signal-violence = Violence
signal-detained = Somebody held
signal-medical_emergency = Medical emergency
signal-boss_fled = Boss gone
signal-hardship = Hardship
signal-child = Child at work
signal-card_or_id_held = Card or papers held
signal-media = Media
signal-petition = Petition planned
signal-reprisal = Reprisal
signal-limit_near = A limit is close
signal-overseas = Abroad
level-P0 = Life
level-P1 = Urgent
level-P2 = Major
level-P3 = Ordinary
level-P4 = Question
category-site_wages = Site wages
category-factory_wages = Factory wages
category-service_wages = Service wages
category-transport_delivery = Transport and delivery
category-farm_forest = Farm and forest
category-domestic_personal = Private hire
category-dispatch_agency = Dispatch
category-overseas_project = Project abroad
category-below_minimum = Below minimum wage
category-overtime = Overtime
category-deduction_fine_deposit = Deductions, fines, deposits
category-card_or_id_held = Card or papers held
category-paid_in_kind = Paid in goods
category-no_contract = No contract
category-injury = Injury
category-child_or_juvenile = Child or juvenile
category-forced_or_detained = Forced or held
category-project_payment = Contract price
category-private_debt = Private debt
category-risk_not_yet_due = Not yet due
category-question_only = Question only
category-follow_up = Existing case
category-staff_conduct = Staff conduct
category-social_insurance = Social insurance
category-severance = Severance
category-other_complaint = Other complaint

## Telegram

group-private = Many people read here: write to me alone
command-start = Tell it from the beginning
command-help = What this is
command-progress = Where my case stands
command-rights = Ask a question
command-person = Speak with a person
command-mydata = What is noted about me
command-delete = Delete what I said
paper-worker = You
paper-bot = Program
paper-officer = Officer
