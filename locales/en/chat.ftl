# What the chat page itself says. Short; buttons say what happens; numbers and dates, never "soon".

chat-lang = en
chat-title = Assistant
chat-brand = Xinsheng
chat-brand-alt = Talk to the assistant
chat-skip = Go straight to writing
chat-talk = Conversation
chat-leave = Leave quickly

chat-type-normal = Normal type
chat-type-large = Large type
chat-type-huge = Largest type

chat-open-title = What happened? Just say it.
chat-open-text = I am a program that helps with unpaid wages, free of charge. Write, speak or send photos.
chat-open-tip = No account, no name needed to begin.
chat-way-label = Four steps
chat-way-1 = Tell it
chat-way-2 = Receipt
chat-way-3 = Worked on
chat-way-4 = Paid
chat-way-done = , done
chat-way-now = , now
chat-way-later = , not yet

chat-rail-label = What this is
chat-rail-title = Unpaid wages: say it once.
chat-rail-1 = You say what happened, in your own words.
chat-rail-2 = We write it down and give you a receipt.
chat-rail-3 = It goes to the agency in charge, to a person.
chat-rail-4 = You hear of every step until you are paid.
chat-line-labor = Labor hotline
chat-line-city = City services
chat-line-aid = Legal aid
chat-line-danger = In danger

chat-say-label = Say something
chat-write-label = Write to the assistant
chat-write-hint = Say it here
chat-write-hint-where = Where are you?
chat-write-hint-on = Go on
chat-voice = Send a voice message
chat-photo = Send a photo
chat-send = Send

chat-bot-says = The assistant says:
chat-you-say = You say:
chat-officer = Inspector { $officer }, a person
chat-sent-files = { $count ->
    [one] Sent 1 file
   *[other] Sent { $count } files
}
chat-day-today = Today { $time }
chat-day = { $day }/{ $month } { $time }
chat-day-year = { $year }-{ $month }-{ $day } { $time }
chat-look-again = Received. Press here to see the answer.

chat-sending = Sending…
chat-slow = Slow, still sending
chat-stored = Received
chat-waiting = Waits for the network, then sends itself
chat-failed = Not sent
chat-again = Send again
chat-offline = No network. Go on, it is sent when there is one.
chat-offline-borrowed = No network. Close the page and what is unsent is gone.
chat-try = Try
chat-new-words = ↓ { $count } new
chat-lost = This conversation cannot be opened any more. Press here to begin anew.

chat-uploading = Sending { $percent }%
chat-uploaded = Received
chat-not-uploaded = Not sent
chat-upload-again = Send again
chat-big-file = This file has { $size } MB and takes time; just keep the page open.
chat-recording = Recording { $seconds } s, press again to stop
chat-cancel = Cancel
chat-recorded = Voice, { $seconds } s
chat-no-microphone = The phone does not allow the microphone. Beside it you can send a recording.

chat-calm-label = The urgent thing first
chat-call-110 = Police, rescue
chat-call-120 = Injured
chat-call-12356 = Somebody who listens

chat-review-title = Look at it before it is filed
chat-review-unknown = Not known yet, that is all right
chat-review-fix = Change
chat-review-add = Add
chat-review-which = : { $label }

chat-why-notice-board = It names the contractor and the hotline
chat-why-iou = With it you can go straight to court
chat-why-settlement = With it you can go straight to court
chat-why-bank = It shows who paid
chat-why-payslip = It shows how much a month
chat-why-attendance = Face scans count too
chat-why-contract = Also one without a seal
chat-why-chat = Voice messages count, do not delete them
chat-why-badge = Badge, uniform, helmet
chat-why-photo = Photos at the site
chat-why-video = A video of the work
chat-why-recording = A recording about the money
chat-why-witness = Who can speak for you
chat-why-other = Anything else

chat-slip-title = Receipt
chat-slip-use = Give this number when you call about it
chat-slip-next = What to do now
chat-slip-keep = Keep payslips and chats, the originals. Delete nothing.
chat-slip-never-sign = Not paid yet? Do not sign "settled".
chat-slip-check = Anybody can check it:
chat-slip-printed = This receipt proves only the steps that show a time; the others have not happened yet.
chat-print = Print
chat-step-filed = Filed
chat-step-delivered = Delivered
chat-step-accepted = Accepted
chat-step-not-yet = not yet
chat-step-filed-done = What you said is kept. This is not acceptance.
chat-step-filed-open = Not filed yet.
chat-step-delivered-done = The agency in charge has it.
chat-step-delivered-open = You hear when the agency has it.
chat-step-accepted-done = The agency takes it up.
chat-step-accepted-open = You hear whether it takes it up, and why.

chat-code-title = Your way back
chat-code-use = You need it on another phone. Show it to nobody; it is not on the receipt.

chat-progress-title = Your progress
chat-progress-holder = Who works on it
chat-progress-since = since { $since }
chat-progress-next = Next date
chat-progress-paid = Paid so far
chat-progress-sums = { $paid } of { $owed } yuan

chat-check-title = Check a receipt
chat-check-genuine = This receipt is genuine
chat-check-code = Code { $check }. The three times below were written by the system and cannot be changed.
chat-check-nothing-else = Who filed it, what was said and how much is owed is not shown here.
chat-check-unknown = There is no such number. Check it for a slip of the pen.

chat-error-not-json = This is not JSON.
chat-error-not-utf8 = Some characters cannot be read; send them as UTF-8.
chat-error-too-deep = The JSON is nested too deeply.
chat-error-wrong-shape = Something is missing or of the wrong type.
chat-error-wrong-client-id = A client_id has 1 to 100 characters.
chat-error-wrong-number = The number must be whole and not below 0.
chat-error-wrong-choice = There is no such choice.
chat-error-empty = Nothing is written yet. Write a sentence first.
chat-error-file-empty = This file is empty. Take another one.
chat-error-stale-form = The page is too old. Reload it and send again.
chat-error-no-key = This conversation cannot be opened. Reload the page and begin anew.
chat-error-not-found = There is no such place.
chat-error-code-unknown = There is no such code. Check it for a slip of the pen.
chat-error-upload-unknown = There is no such upload. Choose the file again.
chat-error-wrong-offset = The upload is at another place; go on from the one told.
chat-error-upload-unfinished = The file is not complete yet. Send the rest first.
chat-error-text-long = Too long: at most { $limit } characters at once. Send it in parts.
chat-error-body-large = Too large: at most 1 MB at once.
chat-error-file-large = The file is too large: at most { $limit } MB.
chat-error-media-type = Send JSON or a form.
chat-error-file-type = This file cannot be opened. Send photos, videos, sound, PDF, Word or Excel.
chat-error-too-many = Too fast. Wait { $seconds } seconds.

## Links that open once

chat-link = Open it here
chat-once-title = Secure page
chat-once-identity-number = Your identity number
chat-once-bank-card = Your bank card number
chat-once-home-address = Your home address
chat-once-upload = Send a large file on the web
chat-once-paper = Your copy is here
chat-once-who = Only those who work on your case can read it, and each look is written down. This link works once.
chat-once-wrong = This number is not right. Please check it.
chat-once-send = Send
chat-once-open = Open
chat-once-done = Received and sealed
chat-once-back = You may close this page and go back.
chat-once-used = This link was used. Ask for another one.
chat-once-unknown = This link is wrong or too old.
