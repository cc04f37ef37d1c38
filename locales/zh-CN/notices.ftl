### 办案的每一步，工人听到的话。
### 语气同 dialogue.ftl：称“您”，短句，写日子和数，不替人打包票。登记、送到、受理不混用。
### { $agency }、{ $who }、{ $text } 是别人的名字或原话；日子和钱数已经写成字。

## 名字

told-agency = { $place }{ $kind }
told-other-side = 欠钱的一方
told-destination-phone = { $name }（电话{ $phone }）

## 谁在管

told-delivered = { $agency }已经收到您的事。
told-delivered-due =
    { $agency }已经收到您的事。
    受不受理，{ $date }前告诉您。
told-referred = 您的事转给{ $agency }了，不用再报。
told-accepted = { $agency }正式受理了您的事。
told-declined =
    这事{ $agency }办不了，您可以找{ $destination }。
    不服，您60天内可以申请复议。
told-other-officer = 您的事换了一位工作人员。
told-listed = 上级在盯您这件事。
told-urged = 已经替您催了。

## 查和等

told-verified-arrears = 查过了，您的工资确实没给够。
told-verified-violation = 查过了，对方确实违反了规定，没查到欠您的钱。
told-verified-paid-before = 查过了，记录上钱之前已经给了。
told-verified-not-wages = 查过了，这笔钱不算工资。
told-verified-not-substantiated = 查过了，现在的材料还证明不了欠薪。
told-verified-unreachable = 查过了，一直联系不上您，先记到这里。
told-verified-not-due = 查过了，还没到该给钱的日子。
told-paused = 这一步要等{ $what }，有消息告诉您。
told-extended = 查您的事要多用些天，到{ $date }。

## 让对方给钱

told-ordered = 已经要求{ $who }在{ $date }前给您钱。
told-mediated = 您和{ $who }谈好了，{ $date }前给钱。
told-promised = { $who }答应{ $date }前给您钱，我们盯着。
told-promise-broken = 说好的日子过了，我们接着替您催。
told-transferred = 您的事已经移交公安局处理。
told-fund-paid = 应急的钱给了{ $sum }，请您查收。
told-legal-aid = 法律援助给您答复了：{ $text }
told-legal-aid-granted = 同意帮您。
told-legal-aid-refused = 这次没有同意。
told-award =
    仲裁的结果到了。
    不服，{ $date }前可以去法院起诉。

## 钱到了没有

told-paying = 给了{ $paid }，您还差{ $rest }，我们接着盯。
told-paying-unknown = 给了{ $paid }，还差多少正在核，我们接着盯。
told-paid = 记录上钱都给了，您都收到了吗？
told-paid-question = 再问您一次：钱都到手了吗？
told-paid-again = 办结一个月了，钱都到手了吗？

## 名单上您的那一行

told-row-changed = 您的那一行改了，现在记的是{ $sum }。原因：{ $reason }
told-row-changed-unknown = 您的那一行改了，钱数还没有记。原因：{ $reason }
told-row-denied = 名单上您的那一行先不算了。原因：{ $reason }
told-named = 好，这件事记在您名下了。

## 结束和重来

told-closed = 您这件事办结了，没收到钱就回“没收到”。
told-closed-no-result = 您这件事办结了：{ $result }
told-outcome-not-wages = 这笔钱不算工资，您可以找{ $destination }。
told-outcome-not-substantiated = 现在的材料证明不了，有了新的再告诉我们。
told-outcome-unreachable = 一直联系不上您，看到了随时回。
told-outcome-not-due = 还没到该给钱的日子，到了我们再看。
told-outcome-dispute-path = 仲裁或法院已经接了您的事，由那边定。
told-withdrawn = 按您说的撤回了，30天内随时能接着办。
told-reopened = 您这件事重新办了。
told-duplicate = 您这件和{ $reference }并在一起办。
told-unlinked = 您这件又单独办了。
told-split = 您的工程款另记一件：{ $reference }。

## 很久没有消息

told-silence = 您的事在{ $holder }，从{ $since }起。还没有新消息。
told-silence-next =
    您的事在{ $holder }，从{ $since }起。还没有新消息。
    下一个日子是{ $date }。

## 您自己的期限

told-limit = { $limit }的期限到{ $date }，还有{ $days }天，别错过。
told-limit-arbitration-limit = 申请仲裁
told-limit-civil-limit = 去法院起诉
told-limit-enforcement-limit = 申请法院执行
told-limit-inspection-lookback = 向劳动监察投诉
told-limit-refusal-review = 申请复议
told-limit-refusal-sue = 为不受理去法院起诉
told-limit-sue-after-award = 不服仲裁去法院起诉

## 有危险的时候

told-alarm-handed-on =
    值班的人这会儿没接上，已经转给下一位。
    有危险，马上打110。

## 状态，短名

step-1 = 说了
step-2 = 登记
step-3 = 在办
step-4 = 给钱
status-filed = 登记
status-delivered = 接收
status-accepted = 受理
status-verifying = 核查
status-ordered = 责令
status-mediated = 调解
status-paying = 支付中
status-paid = 已付
status-closed = 办结
status-declined = 不予受理
status-withdrawn = 撤回
status-duplicate = 重复
status-ask_more = 补正
status-referred = 转办
status-transferred = 移送
status-in_arbitration = 在仲裁
status-in_court = 在法院
status-listed = 挂牌督办
status-reopened = 重办
status-paused = 中止
status-disputed = 争议

## 现在到哪一步，一句话

status-filed-said = 您说的已经登记，正在交给能管的单位。
status-delivered-said = { $agency }已经收到您的事。
status-accepted-said = { $agency }正式受理了您的事。
status-verifying-said = 工作人员正在查您这件事。
status-ordered-said = 已经要求对方按日子给您钱。
status-mediated-said = 双方谈好了，等着按日子给钱。
status-paying-said = 钱在给，还没给完，我们接着盯。
status-paid-said = 记录上钱都给了。
status-closed-said = 您这件事办结了。
status-declined-said = 这事{ $agency }办不了。
status-withdrawn-said = 按您说的撤回了。
status-duplicate-said = 您这件和另一件并在一起办。
status-ask_more-said = 办事的人有句话想问您。
status-referred-said = 您的事转给{ $agency }了，不用再报。
status-transferred-said = 您的事已经移交公安局处理。
status-in_arbitration-said = 您这件事在仲裁。
status-in_court-said = 您这件事在法院。
status-listed-said = 上级在盯您这件事。
status-reopened-said = 您这件事重新办了。
