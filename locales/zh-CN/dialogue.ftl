### 和工人说的话。
### 语气：一律称“您”。一句话不超过二十五个字，重点放在最前面。用工人自己用的词：给钱、到手、
### 工钱、老板、工地。不用公文里的名词。不催，不吓，不替人打包票。登记、送到、受理，三个词不混用。
### 谢只谢一次。写日子和数，不写“尽快”。

## 头一分钟

greeting =
    我是讨薪小助手，是电脑程序，免费。
    您遇到什么事？直接说，打字、发语音、发照片都行。
greeting-back =
    您好，我在。
    您遇到什么事？直接说。
hello = 我在，您说。
hello-again = 又见面了，前面说的都在。
about-us =
    我是讨薪小助手，是电脑程序，免费。
    您说，我记，帮您交给管这件事的部门。
story-again = 您遇到什么事？直接说。
story-taken = 明白了，我帮您记，一样一样来。
story-again-1 =
    我没听出是什么事。
    谁欠您钱？在哪里干的活？怎么说都行。
story-again-2 =
    这句我还是没听明白。
    您可以这样说：老板姓什么，欠多少，在哪里。
story-again-3 = 不急。点一个就行，也可以找真人。
ask-story-own = 您说说怎么回事？怎么说都行。
ask-story-other =
    好，您替他说。
    他遇到什么事？在哪里干活，欠多少？
ask-rights = 您想问什么？直接问。
anything-else = 还想问什么？要讨工钱，直接说就行。
choice-report = 老板欠我工资
choice-for_other = 替别人问
choice-progress = 查我的进度
choice-ask_rights = 先问个问题
choice-person = 找真人

## 哪里都有的几个选择

choice-skip = 不想说
choice-dont_know = 不知道
choice-yes = 是
choice-no = 不是
choice-later = 以后再说
choice-none = 都没有
choice-done = 选好了

## 听明白了没有

mirror = 听明白了：{ $facts }。对吗？
mirror-other = 听明白了，您替他说：{ $facts }。对吗？
mirror-whom = 您替{ $whom }说
again-confirm = 刚才说的那些，对吗？
choice-confirm-yes = 对
choice-confirm-no = 不对
choice-confirm-fix = 有错，我改
clauses = { $first }，{ $rest }
place-and = { $first }（{ $rest }）
value = { $value }
words = { $text }
about = 大约{ $value }
between = { $low }到{ $high }
nothing = 没有
mirror-place = 在{ $place }干活
mirror-work = { $work }的活
mirror-headcount = 一共{ $value }
mirror-amount_fen = 一共差{ $value }
mirror-amount_fen-workers = 您手下工人的工钱还差{ $value }
mirror-headcount-workers = 工人一共{ $value }
mirror-computed = 一共差{ $amount }（{ $working }）
mirror-name = 名字是{ $value }
mirror-amount_per_worker_fen = 每人{ $value }
mirror-project_payment_fen = 您的工程款还差{ $value }
mirror-period = { $period }没给钱
mirror-phone = 电话{ $value }
mirror-employer = 老板是{ $value }
mirror-foreman = 带班的是{ $value }
mirror-general_contractor = 总包是{ $value }
mirror-subcontractor = 分包是{ $value }
mirror-project_owner = 建房子的是{ $value }
rate-day = 说好一天{ $value }
rate-month = 说好一个月{ $value }
rate-hour = 说好一小时{ $value }
rate-piece = 说好一件{ $value }
rate-square_metre = 说好一平方{ $value }
period-span = { $start }到{ $end }
period-from = 从{ $start }起
period-until = 到{ $end }为止
headcount-value = { $count }个人
months-value = { $count }个月
noted = 记下了：{ $facts }。
corrected = 改好了：{ $facts }。
corrected-part = { $field }，{ $value }
worked-day = { $count }天
worked-month = { $count }个月
worked-hour = { $count }小时
worked-piece = { $count }件
worked-square_metre = { $count }平方

## 改

fix = 哪个不对？点一下，或者直接说对的。
again-fix = 哪个不对？直接说对的也行。
fix-this = { $field }：{ $value }
fix-filed = 直接说对的就行，办事的人看得到。
nothing-to-fix = 还没记下什么，没有要改的。

## 问

ask-standing = 您是自己干活拿工钱，还是包活、带人干？
ask-standing-again = 您是拿工钱，还是包活？
choice-standing-own_wages = 自己干活拿工钱
choice-standing-contracts = 我包活，按平方或总价结
choice-standing-both = 两样都有
standing-split = 工程款和工人的工钱，我分开记，两样都不耽误。
ask-division = 活在哪里干的？说到哪个县、哪个区就行。
ask-division-again = 活在哪个县、哪个区？
ask-division-county = 在{ $place }的哪个区、哪个县？
ask-division-which = 是哪一个地方？
ask-amount_fen = 一共还差您多少钱？记不清就说个大概。
ask-amount_fen-again = 还差多少钱？说个大概就行。
ask-amount_fen-workers = 您手下工人的工钱，一共还差多少？
ask-amount_fen-which = 是哪个数？
ask-amount_per_worker_fen = 每个人大概差多少钱？
ask-amount_per_worker_fen-again = 每人差多少？
ask-project_payment_fen = 工程款还差多少？
ask-project_payment_fen-again = 工程款差多少？
ask-employer = 老板叫什么？公司叫什么？知道一个就行。
ask-employer-again = 老板或公司叫什么？
ask-period_start = 从哪天到哪天没给？
ask-period_start-again = 从什么时候起没给？
ask-period_start-which = 是哪一年、哪一月？
ask-period_end = 没给钱的日子，到什么时候为止？
ask-period_end-again = 到什么时候为止？
ask-months = 一共几个月没给？
ask-months-again = 几个月没给？
ask-headcount = 一共几个人没拿到钱？
ask-headcount-again = 几个人没拿到钱？
choice-headcount-alone = 就我一个
ask-name = 您叫什么名字？留了名，结果才好告诉您。
ask-name-again = 您叫什么名字？
ask-name-other = 没拿到钱的人叫什么名字？
ask-phone = 留个电话吗？不会告诉老板。
ask-phone-again = 您的电话是多少？
ask-amount_fen-other = 一共还差他多少钱？说个大概就行。
ask-living_money-other = 他吃饭、住的钱还够吗？
ask-contract-other = 他签过合同吗？没签也能要工钱。
ask-card_in_hand-other = 工资卡在他自己手里吗？
ask-evidence-other = 他手里有这些吗？没有也能交。
choice-headcount-alone-other = 就他一个
ask-phone-other = 他的电话是多少？不会告诉老板。
phone-short = 少了{ $count }位，手机号是11位。
phone-long = 多了{ $count }位，手机号是11位。
ask-industry = 干的是哪一种活？
ask-industry-again = 哪一种活？
ask-funding = 这个工程是谁出钱的？
ask-funding-again = 谁出钱的工程？
choice-funding-government = 政府的：学校、路、公租房
choice-funding-state_firm = 国企的
choice-funding-private = 私人老板的
ask-boss_reachable = 老板现在还联系得上吗？
ask-boss_reachable-again = 老板还联系得上吗？
choice-boss_reachable-yes = 联系得上
choice-boss_reachable-no = 联系不上
ask-living_money = 您现在吃饭、住的钱还够吗？
ask-living_money-again = 吃住的钱还够吗？
choice-living_money-yes = 还够
choice-living_money-no = 不够了
ask-evidence = 手里有这些吗？有几样选几样，没有也能交。
ask-evidence-again = 还有别的吗？没有就点“选好了”。
ask-notice_board =
    工地大门口有块“农民工维权告示牌”，能拍一张吗？
    一张照片能省好几个问题。
ask-notice_board-again = 告示牌能拍一张吗？
choice-notice_board-later = 以后再拍
choice-notice_board-none = 没有这块牌子
ask-claimants = 几个人的名单，您想怎么给？
ask-claimants-again = 名单您想怎么给？
choice-claimants-paste = 打字或粘贴过来
choice-claimants-one_by_one = 一个一个说
choice-claimants-code = 好。交上去以后，给您一个工友口令，让他们自己填。
group-code =
    工友口令：{ $code }
    发给工友，让他们在这里打出来，各填各的。
group-join =
    这是{ $where }的名单。
    您也在这里干活，钱没拿到？
choice-group-same = 是，我也在这里干
choice-group-different = 不是我们这里
group-unnamed = 您那个工地
group-name = 您叫什么名字？只看得到您自己那一行。
group-confirm = { $row }。对吗？
group-no-sum = 钱数还不知道
group-done =
    记下了，您这一行确认了。
    只有您和办事的人看得到。
group-row = 您那一行：{ $row }。
group-count = { $heads }个人里，{ $sure }个自己确认了。
group-taken = 这个名字已经有人填过了。要找真人，回“人工”。
group-left = 好，没有记。您有自己的事，直接说。
group-closed = 这个名单已经关了。您有自己的事，直接说。
group-own = 这是您自己交的那件，不用再填。
choice-claimants-sheet = 发表格或照片
ask-general_contractor = 总包是哪家公司？大门口的牌子上有。
ask-general_contractor-again = 总包是哪家公司？
ask-subcontractor = 分包或劳务公司叫什么？
ask-subcontractor-again = 劳务公司叫什么？
ask-project_owner = 房子、路是给谁建的？
ask-project_owner-again = 给谁建的？
ask-foreman = 带你们干活的人叫什么？
ask-foreman-again = 带班的叫什么？
ask-foreman_phone = 老板或带班的电话是多少？
ask-foreman_phone-again = 老板的电话是多少？
ask-doors_tried = 这件事找过别处吗？找过几处选几处。
ask-doors_tried-again = 找过别处吗？
choice-doors_tried-none = 都没找过
ask-contact_time = 有消息了，怎么告诉您方便？
ask-contact_time-again = 怎么告诉您方便？
ask-site = 工地叫什么？不知道就说旁边有什么。
ask-site-again = 工地叫什么，在什么旁边？
ask-address = 干活的地方在哪条路、哪个村？
ask-address-again = 在哪条路、哪个村？
ask-contract = 签过合同吗？没签也能要工钱。
ask-contract-again = 签过合同吗？
choice-contract-yes = 签过
choice-contract-no = 没签
ask-paid_by = 以前的工钱是怎么给的？
ask-paid_by-again = 以前怎么给钱？
ask-card_in_hand = 工资卡在您自己手里吗？
ask-card_in_hand-again = 卡在您手里吗？
choice-card_in_hand-yes = 在我手里
choice-card_in_hand-no = 不在我手里
ask-real_name_gate = 进工地要刷脸或刷卡吗？
ask-real_name_gate-again = 进门要刷脸吗？
choice-real_name_gate-yes = 要
choice-real_name_gate-no = 不要
ask-last_payment = 最后一次给钱是什么时候？
ask-last_payment-again = 最后一次是哪天给的？
ask-rate_fen = 说好一天多少，还是一个月多少？
ask-rate_fen-again = 说好多少钱？
ask-worked = 一共干了多少天，或者多少活？
ask-worked-again = 干了多少？
ask-advance_fen = 已经拿过多少？生活费也算。
ask-advance_fen-again = 已经拿过多少？
ask-relation = 您是怎么去干活的？
ask-relation-again = 怎么去干活的？
ask-helper_name = 怎么称呼您？
ask-helper_name-again = 怎么称呼您？
ask-wage_officer = 牌子上的劳资专管员叫什么？
ask-wage_officer-again = 劳资专管员叫什么？
ask-wage_officer_phone = 牌子上劳资专管员的电话是多少？
ask-wage_officer_phone-again = 劳资专管员的电话是多少？
ask-industry_authority = 牌子上写的主管部门是哪个？
ask-industry_authority-again = 主管部门是哪个？
ask-identity_number = 您的身份证号是多少？只有办事的人能看。
ask-identity_number-again = 身份证号是多少？
ask-bank_card = 钱打到哪张卡？卡号是多少？
ask-bank_card-again = 卡号是多少？
ask-home_address = 您家住哪里？寄东西用。
ask-home_address-again = 您家住哪里？
secure-page = 这一样不在这里说。点链接，到加密的网页上填。
ask-code_word = 想个暗号发给我，以后先说暗号才给看。

## 没听懂

not-understood-1 = 这句我没听明白。要找真人，回“人工”。
not-understood-2 = 还是没听懂，怪我。换个说法，或者回“人工”。
left-open = 这个先放着，不要紧。
unknown-choice = 这里没有这一项。
stale-choice = 这个选择过时了，看下面这句。
nothing-open = 现在没有要您回答的。想说什么直接说。
failed = 您有一句话我没处理好，请再说一遍。
joined-1 = 记下了，办事的人看得到。
joined-2 = 这句也加到您那件事里了。
welcome = 不客气，有事随时说。
thanks = 谢谢您，记下了。

## 照片、录音、材料

got-files = 收到{ $count }张，都留好了。
got-board = 牌子收到了，帮大忙了。
got-voice =
    录音收到了，留给办事的人听。
    我听不了录音，您点一下，或者打几个字。
no-evidence-no-bar = 没有也不要紧，老板该拿出账来。
file-too_large = 这个太大了，这里发不了。
file-on-the-web = 点链接，在网页上发，二百兆以内都行。
file-unsupported = 这种文件打不开，发照片也行。
file-broken = 这张没收好，麻烦再发一次。
file-unreachable = 这张没取到，麻烦再发一次。
paper-iou_claim = 起诉要用的状子，我帮您写好了。
paper-mydata = 您的一份在这里。
mydata = 您说过的话和记下的事，都在这份里。

## 名单

claimants-paste = 一行一个人：名字、几个月、多少钱。
claimants-one_by_one = 说第一个：名字、多少钱。
claimants-more = 还有吗？没有就点“说完了”。
claimants-code =
    把这几个词发给工友，让他们自己填。
    每人只看得到自己的那一行。
claimants-sheet = 表格或照片直接发过来就行。
claimants-taken = 记下{ $count }个人，加起来{ $total }。
claimants-without = 有{ $count }个人还没说多少钱。
claimants-differ = 您先前说{ $told }，和名单差{ $gap }。
claimants-many = 人多，你们可以选最多{ $count }个代表。
choice-claimants-done = 说完了
again-claimants = 名单还有吗？

## 交之前

card = { $rows }
card-row = { $field }：{ $value }
lines =
    { $first }
    { $rest }
unknown = 还不知道
review =
    都记下了。您看一遍，哪里不对就改。
    还没有交。点“交上去”才算交。
    { $naming }
again-review = 还没有交。回1就交上去。
review-named = 只有管这件事的部门能看，不会告诉老板您的名字。
review-unnamed =
    只有管这件事的部门能看。
    不留名也能交，但可能没法告诉您结果，
    也难替您本人把钱要回来。
choice-review-file = 没错，交上去
choice-review-fix = 有错，我改
choice-review-more = 再答几个，办得更快
choice-review-keep = 先存着，晚点再交
choice-review-details = 谁能看，留多久
choice-review-stay_unnamed = 不留名交
consent = 要问您的{ $field }，只有办事的人能看。可以吗？
again-consent = 可以问您这一样吗？
consent-details =
    您说的话、照片、电话，都加密保存。
    劳动监察和帮着办的部门能看，谁看过都有记录。
    您随时可以要一份，也可以删。
choice-consent-agree = 放心问
choice-consent-details = 谁能看，留多久
choice-consent-stay_unnamed = 不留名

## 回执

receipt-complaint =
    交上去了。编号 { $reference }。
    { $next }
    工资条、聊天记录都留着，别删。
    没拿到钱，别签“已结清”。
receipt-tip =
    交上去了，没写您的名字。编号 { $reference }。
    { $next }
    想留名了，随时告诉我。
    没拿到钱，别签“已结清”。
receipt-by = 登记好了，还没受理。最晚{ $day }告诉您接不接。
receipt-person = 登记好了，还没受理。先由人看归谁管，再告诉您。

## 走哪条路

path-wages_clear =
    先走劳动监察，不花钱，能让老板拿出账来。
    带上身份证、记工的东西，六十个工作日里查清。
    { $second }
path-disputed =
    先走劳动仲裁，不花钱，受理后四十五天裁。
    带上身份证，和能证明干过活的东西。
    { $second }
path-limit_near =
    期限快到了，请今天就去申请劳动仲裁。
    去干活那个区的仲裁委，不花钱，带身份证。
    { $second }
path-paper_in_hand =
    有欠条，可以直接去法院，按欠条要钱。
    带上欠条原件和身份证，诉讼费按钱数算。
    { $second }
path-inspection_too_late =
    过了两年，劳动监察可能不接。
    去劳动仲裁试，不花钱，四十五天裁。
    { $second }
path-personal_hire =
    给私人家里干活，去法院要劳务费。
    三年内都行，带上聊天和转账记录。
    { $second }
path-boss_fled =
    老板不见了，劳动监察可以请公安帮着找。
    带上身份证、记工的东西，不花钱。
    { $second }
path-boss_fled-site =
    老板不见了，劳动监察可以请公安帮着找。
    不花钱。工地上的活，总包要先给。
    { $second }
path-running =
    已经在仲裁或法院了，劳动监察就不再查一遍。
    那边的编号发给我，我记上。
    { $second }
path-work_abroad =
    国外的活，由商务部门和使领馆一起管。
    急事打12308，国外打加86-10-12308。
    { $second }
path-own_contract_price =
    包工的钱走合同，去法院要，费用按钱数算。
    工人的工钱照样往前办，不等工程款。
    { $second }
path-wants_to_stay =
    还想接着干，就走举报，不写您的名字。
    不花钱，劳动监察五个工作日里答复接不接。
    { $second }
path-not_obeyed =
    判了不给，去法院申请强制执行。
    两年内都行，带上判决，执行费由老板出。
    { $second }
path-bankrupt =
    公司破产，工钱不用您去报，管理人列名单。
    名单贴出来，不对就要求改，不花钱。
    { $second }
path-mediation_broken =
    说好的没给，可以申请支付令。
    带上调解协议，法院十五天内发。
    { $second }
path-order_unpaid =
    责令了还不给，由劳动监察交给公安。
    您把手里的材料留好，不花钱。
    { $second }
path-second-labor_inspection = 也可以找劳动监察。
path-second-arbitration = 说不拢，还可以去仲裁。
path-second-court = 不服，还可以去法院。
path-second-court_enforcement = 责令了不给，法院来执行。
path-second-legal_aid = 法律援助打12348，讨工钱不看穷富。
path-second-consulate = 使领馆也可以帮忙。
path-second-police = 老板的电话、车牌、住处，记得的都告诉我。
path-second-payment_order = 也可以申请支付令，便宜些。
path-second-union = 也可以请工会去说，打12351。
path-second-mediation = 也可以先调解。
way-here = 不用跑，说完点“交上去”，我替您交给他们。
way-trust = 我是电脑程序，不收钱，不要密码和验证码。
way-cost-free = 不花钱：我这里、监察、仲裁、法律援助都不收。
way-cost-property_fee = 我这里不收钱。去法院按钱数交，一万以内五十元。
way-cost-third_of_property_fee = 我这里不收钱。支付令的费是打官司的三分之一。
way-cost-debtor_pays = 您不用先交钱，执行费由老板出。
way-time-inspection_investigate =
    五个工作日里答复接不接，接了六十个工作日查清。
    哪天到手要看老板，我不打包票。
way-time-inspection_accept = 五个工作日里答复接不接，接了再往下查。
way-time-arbitration_decide =
    仲裁接了以后四十五天裁，难的再加十五天。
    哪天到手要看老板，我不打包票。
way-time-months = 去法院一般要几个月，我不打包票。
way-time-enforcement_limit = 法院去执行，快慢看他有没有钱。
way-time-payment_order_issue = 法院接了，十五天里发支付令。
way-time-police_answer = 公安三天里答复立不立案。
calm = 您有气，我听着，不怪您。
limit-arbitration_limit = 仲裁的期限约在{ $day }到，别拖过这天。
limit-inspection_lookback = 劳动监察的期限约在{ $day }到，别拖过这天。
limit-civil_limit = 打官司的期限约在{ $day }到，别拖过这天。

## 要命的时候：这几句由专业的人看过才能改

crisis =
    您的命比工钱重要，钱的事我们一起想办法。
    您现在安全吗？身边有人吗？
    马上能打：110（报警求救） 120（受伤） 12356（心里难受，有人听）
    { $called }
crisis-other =
    先打110、119，救人要紧。
    请旁边的人散开些，别喊，别围。
    他是谁，在哪里？
    { $called }
crisis-more =
    我在听。您先离开危险的地方。
    现在安全吗？110 一直有人接。
    { $called }
crisis-still =
    我没走，您慢慢说。
    身边有人吗？110、120 都能打。
    { $called }
crisis-called = 已经叫值班的人联系您，我在这儿。
crisis-here = 我在这儿。
crisis-now = 马上打110。受伤打120。
crisis-talk = 12356 有人听您说。没人接就打110。
crisis-skip = 好，我在这儿。有危险就打110。
crisis-noted = 记下了。有危险先打110。
crisis-ask-address = 您现在在哪里？只告诉来救人的。
crisis-ask-phone = 您的电话是多少？只告诉来救人的。
crisis-stay-1 = 我在这儿。有危险就打110。
crisis-stay-2 =
    我听着呢。心里难受可以打12356。
    想接着说钱的事，回“接着说”。
crisis-calmer =
    好，您没事就好。一小时里有人来看看您。
    想接着说钱的事，回“接着说”。
crisis-calmer-alone =
    好，您没事就好。难受了打12356，危险打110。
    想接着说钱的事，回“接着说”。
crisis-wait-1 = 您说的都在。想接着说钱的事，回“接着说”。
crisis-wait-2 = 我在。前面说的没丢，回“接着说”就接着办。
crisis-waiting =
    五分钟了，值班的人还没接上，又叫了下一个。
    有危险先打110。
crisis-waiting-alone =
    五分钟了，我们这边还没有人接上。
    有危险先打110。
crisis-resume = 好，我们接着说钱的事。
again-safety = 您现在安全吗？
choice-safety-danger_now = 我现在有危险
choice-safety-said_in_anger = 我没事，说的气话
choice-safety-talk_to_someone = 想跟人说说话

## 先说这一句

care-medical_emergency = 人要紧，先打120。工钱的事都记着。
care-child =
    不满十六岁，谁都不能让您干活。您没有错。
    干了活，工钱照样要给。危险打110。
care-gathering_now = 人多的地方先站到安全处。有人受伤打120，危险打110。
care-hardship =
    先顾吃住：当地救助站管吃管住，不要钱。
    有没有应急的钱，我一起报上去问。
care-reprisal = 谁报复您，要罚他的。有危险就打110。
care-injury =
    伤的事去人社局认定：单位三十天，本人一年。
    工钱照样往前办，我接着记。
care-card_or_id_held = 扣卡、扣证件，本来就不许。这个也记下了。
care-overseas = 人在国外，急事打使领馆：加86-10-12308。
care-boss_fled = 老板不见了，钱也还有路能要，我记上。
referral-injury =
    工伤先去人社局认定，单位三十天，本人一年。
    不会弄，打12333或12348问。
referral-social_insurance = 社保的事，打12333，或去当地社保中心。
referral-private_debt =
    私人借的钱，我们这里办不了。
    去法院要，不会写状子打12348。
referral-other_complaint = 这事我们办不了，打12345，他们会转。
referral-also = 要是还欠着工钱，直接跟我说。
unnamed-means =
    好，不写您的名字。不留名也能交。
    但可能没法告诉您结果，也难替您本人要钱。
    想留名了，随时说。

## 手机不安全

own-phone = 这台手机是您自己的吗？
again-own_phone = 手机是您自己的吗？
choice-own_phone-own = 是我自己的
choice-own_phone-borrowed = 借别人的
borrowed =
    好，这台手机上什么都不留。走的时候点“快速离开”。
    想回来接着说，用这几个词，请写在纸上。
way-back = 想回来接着说，用这几个词。别让别人看见。
code-word-set = 记住了。以后先说暗号，我才给看您的事。
again-code_word = 想个暗号发给我。
unlocked = 好，是您。
locked-1 = 您好，先说暗号。
locked-2 = 暗号不对。一般的问题可以直接问。
something-new = 您有一条新消息，方便时回“看”。
cleared = 清掉了。太早的几条要您自己删。
not-cleared = 这里清不掉，请您自己删。手机借来的，点“快速离开”。

## 停下、存着、回来

cancel = 好。前面说的怎么办？
again-cancel = 前面说的怎么办？
cancel-nothing = 好，什么都没记。想说了随时来。
choice-cancel-keep = 先存着
choice-cancel-delete = 全删掉
choice-cancel-stay_unnamed = 怕被报复，不留名
kept = 存好了，三十天内都在。回来时用这几个词。
deleted = 全删了。想说了，随时再来。
resume = { $count ->
        [0] 不差什么了。接着来吗？
       *[other] 还差{ $count }样。接着来吗？
    }
resume-summary = 上次说到：{ $facts }。
again-resume = 接着来吗？
nudge-day = 您有一句话没说完。接着来吗？
nudge-week = 没说完的还留着。要接着吗？
draft-deleted = 放了三十天没动，已经删了。想说了随时再来。
choice-resume-resume = 接着
choice-resume-change = 改前面的
choice-resume-file = 交了吧

## 进度

progress-none = 这里还没有您交的。您遇到什么事？直接说。
progress-draft = 还没有交。答完了，点“交上去”才算。
progress-filed = 编号{ $reference }：登记了，正在交给能管的单位。{ $next }
progress-delivered = 编号{ $reference }：单位收到了，还没受理。{ $next }
progress-accepted = 编号{ $reference }：正式受理了。{ $next }
progress-verifying = 编号{ $reference }：工作人员正在查。{ $next }
progress-ordered = 编号{ $reference }：已经要求老板给钱。{ $next }
progress-mediated = 编号{ $reference }：谈好了，等他给钱。{ $next }
progress-paying = 编号{ $reference }：钱在给，还没给完。{ $next }
progress-paid = 编号{ $reference }：记录上都给了。您收到了吗？{ $next }
progress-closed = 编号{ $reference }：办结了。没收到钱就回“没收到”。
progress-declined = 编号{ $reference }：没有接。您可以申请复议。
progress-withdrawn = 编号{ $reference }：按您说的撤回了。
progress-duplicate = 编号{ $reference }：和您另一件并在一起办。
progress-ask_more = 编号{ $reference }：办事的人等您回一句话。{ $next }
progress-next = 下一个日子是{ $day }。
progress-open = 有消息就告诉您。
progress-late = { $day }该有答复，到今天还没有。可以回“催一下”。

## 交了以后

same-case = 这和上次说的，是同一件事吗？
again-same_case = 是同一件事吗？
choice-same_case-same = 同一件
choice-same_case-different = 另一件
other-case = 好，另记一件。
conflict-noted = 记下了，会报给负责人，换不换人由他定。
withdraw = 不办了？是为什么？
again-withdraw_reason = 为什么不办了？
choice-withdraw_reason-settled = 钱给了
choice-withdraw_reason-afraid = 我害怕
choice-withdraw_reason-other = 别的原因
withdraw-asked = 记下了。会有人问您一声，问过了才撤。
withdraw-afraid =
    记下了。会有人先跟您说话，问过了才撤。
    有人吓唬您，危险打110。
paid-all = 好，记下您都收到了。
paid-part = 记下了，还差的我们接着盯。
paid-none = 记下了，我们接着为您办。
paid-early = 记下了。这件事还没受理，会告诉办事的人。
again-free = 办事的人还等您回一句话。
again-paid = 钱收到了吗？
choice-paid-paid_all = 全收到了
choice-paid-paid_part = 收到一部分
choice-paid-paid_none = 没收到
reopen-asked = 好，这件事重新办。
reopen-late = 过了三十天，要负责人点头，我已经报上去。
again-reopen = 要重新办吗？
choice-reopen-yes = 重新办
choice-reopen-no = 不用了

numbers =
    { $rows }
    有危险打110，受伤打120。
number-wages = 工钱：{ $number }（时间：{ $hours }，{ $checked }核对）
number-government = 政府的事：{ $number }（时间：{ $hours }，{ $checked }核对）
number-legal_aid = 法律援助：{ $number }（时间：{ $hours }，{ $checked }核对）
number-union = 工会：{ $number }（时间：{ $hours }，{ $checked }核对）
number-consular_abroad = 使领馆：{ $number }（时间：{ $hours }，{ $checked }核对）

## 问权利、找真人

article-source = 《{ $law }》{ $article }
article-number = 第{ $number }条
article =
    { $text }
    依据：{ $basis }
    { $next }
article-next-report = 想让我替您交上去，直接说怎么回事。
article-next-arbitration = 仲裁不花钱，去干活那个区的仲裁委。
article-next-court = 不会写状子，打12348，有人帮您写。
article-next-person = 想找真人，回“人工”。
article-next-keep_evidence = 单子、聊天、录音都留着，别删。
article-next-call_110 = 有危险，现在就打110。
article-next-call_12333 = 拿不准，打12333问。
article-next-call_12348 = 要律师，打12348，讨工钱不看穷富。
article-next-call_12351 = 工会也能帮，打12351。
article-brief =
    { $text }
    依据：{ $basis }
number-kept = 编号记下了，办事的人看得到。
evidence-marked = 选了：{ $marked }。
one-at-a-time = 那一件等会儿再说，先把这件交了。
no-letters = 不打字也行：点一下，发语音，或者找真人。
known-already = 这个我记着呢。
no-article =
    这个我答不准，不乱说。
    已经替您问真人了，{ $when }。
person-call = 好，请真人给您打电话，{ $when }。
person-chat = 好，请真人在这里回您，{ $when }。
person-today = 今天上班时间里回
person-this-morning = 早上九点以后回
person-on = 现在下班了，{ $day }上班回

## 事情的名字

fact-amount_fen = 欠多少钱
fact-amount_per_worker_fen = 每人欠多少
fact-project_payment_fen = 工程款差多少
fact-rate_fen = 说好的价
fact-worked = 干了多少
fact-advance_fen = 已经拿了多少
fact-months = 几个月没给
fact-period_start = 从哪天到哪天没给
fact-period_end = 到哪天为止
fact-last_payment = 最后一次给钱
fact-division = 在哪里干的活
fact-site = 哪个工地
fact-address = 干活的地方
fact-employer = 老板或公司
fact-foreman = 谁带的班
fact-general_contractor = 总包是哪家
fact-subcontractor = 分包是哪家
fact-project_owner = 给谁建的
fact-headcount = 几个人
fact-industry = 干什么活
fact-funding = 谁出钱的工程
fact-relation = 怎么去干活的
fact-contract = 签没签合同
fact-paid_by = 以前怎么给钱
fact-boss_reachable = 老板联系得上吗
fact-living_money = 吃住的钱够吗
fact-card_in_hand = 卡在不在手里
fact-real_name_gate = 进门刷脸吗
fact-evidence = 手里有什么
fact-doors_tried = 找过哪里
fact-name = 您的名字
fact-phone = 您的电话
fact-foreman_phone = 老板的电话
fact-helper_name = 替人说的是谁
fact-contact_time = 怎么告诉您
fact-industry_authority = 牌子上的主管部门
fact-wage_officer = 劳资专管员
fact-wage_officer_phone = 劳资专管员电话
fact-identity_number = 身份证号
fact-bank_card = 银行卡号
fact-home_address = 家里地址
fact-claimants = 名单
fact-standing = 拿工钱还是包活
fact-notice_board = 告示牌

## 选项里的词

industry-construction = 盖房、装修
industry-transport_works = 修路、修桥
industry-water_works = 水利工程
industry-farmland_works = 农田工程
industry-railway = 铁路工程
industry-energy = 电力、能源工程
industry-telecom = 通信工程
industry-manufacturing = 工厂
industry-fireworks = 烟花厂
industry-catering = 餐饮
industry-domestic = 家政、给人家里干活
industry-delivery = 送外卖、送快递
industry-haulage = 开货车
industry-property_security_cleaning = 物业、保安、保洁
industry-mining = 矿上
industry-aviation = 机场工程
industry-land_restoration = 土地整治
industry-farm_forest = 农活、林场
industry-retail = 商店
industry-education = 学校、培训
industry-health = 医院、养老
industry-technology = 电脑、网络公司
industry-public_body = 机关、事业单位
industry-other = 别的
funding-government = 政府的
funding-state_firm = 国企的
funding-private = 私人老板的
relation-foreman = 包工头叫去的
relation-direct = 公司直接招的
relation-dispatch = 劳务公司派的
relation-platform = 平台上接单
relation-no_contract = 没签合同
contract-yes = 签过
contract-no = 没签
paid_by-bank = 打到银行卡
paid_by-cash = 现金
paid_by-phone = 微信、支付宝
boss_reachable-yes = 联系得上
boss_reachable-no = 联系不上
living_money-yes = 还够
living_money-no = 不够了
card_in_hand-yes = 在自己手里
card_in_hand-no = 不在自己手里
real_name_gate-yes = 要刷
real_name_gate-no = 不刷
contact_time-chat = 就在这里说
contact_time-call_day = 白天打电话
contact_time-call_evening = 晚上打电话
contact_time-no_call = 别打电话
evidence-notice_board = 告示牌照片
evidence-iou = 欠条
evidence-settlement = 结算单
evidence-bank = 转账短信、银行流水
evidence-payslip = 工资条、工资表
evidence-attendance = 考勤、记工本
evidence-contract = 合同
evidence-chat = 跟老板的聊天记录
evidence-badge = 工牌、工服
evidence-photo = 干活的照片
evidence-video = 录像
evidence-recording = 录音
evidence-witness = 能作证的工友
evidence-other = 别的
doors_tried-labor_inspection = 劳动监察
doors_tried-hotline_12345 = 打过12345
doors_tried-hotline_12333 = 打过12333
doors_tried-national_platform = 国家欠薪平台
doors_tried-mediation = 调解
doors_tried-arbitration = 劳动仲裁
doors_tried-court = 法院
doors_tried-police = 派出所
doors_tried-petition = 信访
doors_tried-union = 工会
doors_tried-township = 乡镇、街道
doors_tried-media = 媒体
doors_tried-other = 别处
agency-labor_inspection = 劳动监察
agency-housing = 住建
agency-transport = 交通
agency-water = 水利
agency-agriculture = 农业农村
agency-natural_resources = 自然资源
agency-energy = 能源
agency-industry_information = 工信
agency-education = 教育
agency-health = 卫健
agency-state_assets = 国资
agency-finance = 财政
agency-development_reform = 发改
agency-police = 公安
agency-arbitration = 仲裁
agency-court = 法院
agency-legal_aid = 法律援助
agency-union = 工会
agency-civil_affairs = 民政
agency-commerce = 商务
agency-emergency_management = 应急管理
agency-market_regulation = 市场监管
agency-tax = 税务
agency-railway_authority = 铁路监管
agency-aviation_authority = 民航监管
agency-consulate = 使领馆
agency-petition_office = 信访
agency-leading_group = 根治欠薪领导小组
agency-township = 乡镇街道
agency-park = 园区
agency-owner = 建设单位的主管部门
agency-triage = 人工分派
signal-collective = 人多
signal-gathering_now = 正在聚集
signal-distress = 有轻生的话
signal-violence = 有暴力
signal-detained = 人被扣住
signal-medical_emergency = 要急救
signal-boss_fled = 老板不见了
signal-hardship = 吃住困难
signal-child = 有童工
signal-card_or_id_held = 扣卡扣证
signal-media = 媒体关注
signal-petition = 要上访
signal-reprisal = 有报复
signal-limit_near = 期限快到
signal-overseas = 在国外
level-P0 = 救人
level-P1 = 紧急
level-P2 = 重大
level-P3 = 一般
level-P4 = 咨询
category-site_wages = 工地工钱
category-factory_wages = 工厂工钱
category-service_wages = 服务业工钱
category-transport_delivery = 运输、配送
category-farm_forest = 农林
category-domestic_personal = 家政、个人雇用
category-dispatch_agency = 派遣、中介
category-overseas_project = 境外工程
category-below_minimum = 低于最低工资
category-overtime = 加班费
category-deduction_fine_deposit = 扣款、罚款、押金
category-card_or_id_held = 扣卡扣证
category-paid_in_kind = 拿东西抵工钱
category-no_contract = 没签合同
category-injury = 工伤
category-child_or_juvenile = 童工、未成年工
category-forced_or_detained = 强迫、扣人
category-project_payment = 工程款
category-private_debt = 私人欠款
category-risk_not_yet_due = 快要欠了
category-question_only = 只是咨询
category-follow_up = 已有案件
category-staff_conduct = 工作人员作风
category-social_insurance = 社保
category-severance = 补偿金
category-other_complaint = 别的投诉

## Telegram

group-private = 这里人多，点我私聊
command-start = 从头说
command-help = 这是什么，怎么用
command-progress = 查我的进度
command-rights = 问个问题
command-person = 找真人
command-mydata = 看记下了我什么
command-delete = 删掉我说的
paper-worker = 您
paper-bot = 机器
paper-officer = 办事的人
