# 聊天页上的话。规矩：短；一律用“您”；按钮说会发生什么；数字和日期，不说“尽快”“耐心”。
# What the chat page itself says. What the bot says stands in dialogue.ftl.

chat-lang = zh-CN
chat-title = 小助手
chat-brand = 薪声
chat-brand-alt = 和小助手说话
chat-skip = 直接去说话
chat-talk = 对话
chat-leave = 快速离开

## 字的大小
chat-type-normal = 标准字
chat-type-large = 大字
chat-type-huge = 特大字

## 第一屏
chat-open-title = 您遇到什么事？直接说。
chat-open-text = 我是讨薪小助手，是电脑程序，免费。打字、发语音、发照片都行。
chat-open-tip = 不用注册，不用先留名字。
chat-way-label = 一共四步
chat-way-1 = 说出来
chat-way-2 = 拿回执
chat-way-3 = 有人办
chat-way-4 = 钱到手
chat-way-done = ，做完了
chat-way-now = ，正在做
chat-way-later = ，还没有

## 大屏左边
chat-rail-label = 这是什么
chat-rail-title = 欠薪这件事，说一次就够。
chat-rail-1 = 您说发生了什么，怎么说都行。
chat-rail-2 = 我们登记好，给您一张回执。
chat-rail-3 = 送到管这件事的部门，由人来办。
chat-rail-4 = 每一步都告诉您，直到钱到手。
chat-line-labor = 劳动保障热线
chat-line-city = 政务服务热线
chat-line-aid = 法律援助
chat-line-danger = 危险的时候

## 说话的地方
chat-say-label = 说话
chat-write-label = 写给小助手
chat-write-hint = 在这里说
chat-write-hint-where = 您在哪里？
chat-write-hint-on = 接着说
chat-voice = 发语音
chat-photo = 发照片
chat-send = 发送

## 气泡
chat-bot-says = 小助手说：
chat-you-say = 您说：
chat-officer = 监察员{ $officer }号，是真人
chat-sent-files = 发了 { $count } 个文件
chat-day-today = 今天 { $time }
chat-day = { $month }月{ $day }日 { $time }
chat-day-year = { $year }年{ $month }月{ $day }日 { $time }
chat-look-again = 收到了，正在看。点这里看回话。

## 发出去没有
chat-sending = 正在发…
chat-slow = 慢，还在发
chat-stored = 已收到
chat-waiting = 等网络，有网自动发
chat-failed = 没发出去
chat-again = 再发一次
chat-offline = 没有网。接着说，有网自动发。
chat-offline-borrowed = 没有网。关掉页面，没发的就没了。
chat-try = 再试
chat-new-words = ↓ { $count } 句新话
chat-lost = 这段对话打不开了。点这里重新说。

## 照片、录音
chat-uploading = 正在传 { $percent }%
chat-uploaded = 已收到
chat-not-uploaded = 没传上去
chat-upload-again = 再传一次
chat-big-file = 这个文件 { $size } 兆，传得慢，不关页面就行。
chat-recording = 正在录 { $seconds } 秒，再点一下停
chat-cancel = 取消
chat-recorded = 录音 { $seconds } 秒
chat-no-microphone = 手机没让用话筒。点照片旁边可以传录音。

## 要命的时候
chat-calm-label = 先说要紧的
chat-call-110 = 报警求救
chat-call-120 = 受伤了
chat-call-12356 = 心里难受，有人听

## 交之前看一遍
chat-review-title = 交之前看一遍
chat-review-unknown = 还不知道，没关系
chat-review-fix = 改
chat-review-add = 补上
chat-review-which = ：{ $label }

## 手里有什么
chat-why-notice-board = 总包和监督电话都在上面
chat-why-iou = 有它可以直接去法院
chat-why-settlement = 有它可以直接去法院
chat-why-bank = 看得出是谁打的钱
chat-why-payslip = 看得出一个月多少
chat-why-attendance = 刷脸记录也算
chat-why-contract = 没盖章的也拍下来
chat-why-chat = 语音也算，别删
chat-why-badge = 工牌、工服、安全帽都算
chat-why-photo = 在工地的照片
chat-why-video = 在工地干活的视频
chat-why-recording = 跟老板说钱的录音
chat-why-witness = 能给您作证的
chat-why-other = 别的也行

## 回执
chat-slip-title = 回执
chat-slip-use = 打电话问进度，报这个号就行
chat-slip-next = 接下来
chat-slip-keep = 工资条、聊天记录，原件都留着，别删。
chat-slip-never-sign = 没拿到钱，别签“已结清”。
chat-slip-check = 谁都可以核对真假：
chat-slip-printed = 本回执只证明上面写了时间的那几步；没写时间的，还没有发生。
chat-print = 打印
chat-step-filed = 登记
chat-step-delivered = 送到
chat-step-accepted = 受理
chat-step-not-yet = 还没有
chat-step-filed-done = 您说的事，我们存好了。这一步不是受理。
chat-step-filed-open = 还没有登记。
chat-step-delivered-done = 管这件事的部门收下了。
chat-step-delivered-open = 部门收下了，就告诉您。
chat-step-accepted-done = 部门决定办理了。
chat-step-accepted-open = 接不接，为什么，都会告诉您。

## 口令
chat-code-title = 您的回访口令
chat-code-use = 换手机、回来看，要用它。别让别人看见，回执上没有它。

## 进度
chat-progress-title = 您的进度
chat-progress-holder = 谁在办
chat-progress-since = { $since } 起
chat-progress-next = 下一个日子
chat-progress-paid = 到手多少
chat-progress-sums = 到手 { $paid } 元，一共欠 { $owed } 元

## 核对回执
chat-check-title = 核对回执
chat-check-genuine = 这张回执是真的
chat-check-code = 核对码 { $check }。下面三个时间由系统记下，改不了。
chat-check-nothing-else = 这里不显示谁交的、说了什么、欠多少。
chat-check-unknown = 没有这个号。对一下有没有抄错。

## 收不下的时候
chat-error-not-json = 没看懂：内容不是 JSON。
chat-error-not-utf8 = 有的字认不出来，请用 UTF-8 再发一次。
chat-error-too-deep = 没看懂：括号套得太深了。
chat-error-wrong-shape = 没看懂：少了该有的内容，或者类型不对。
chat-error-wrong-client-id = 消息的编号要 1 到 100 个字符。
chat-error-wrong-number = 数字不对：要 0 或者更大的整数。
chat-error-wrong-choice = 没有这个选项。
chat-error-empty = 还没写字。写一句再发。
chat-error-file-empty = 这个文件是空的，换一个再发。
chat-error-stale-form = 页面放得太久了。刷新一下，再发一次。
chat-error-no-key = 这段对话打不开。刷新页面，重新说。
chat-error-not-found = 没有这个地方。
chat-error-code-unknown = 没有这个口令。对一下有没有抄错。
chat-error-upload-unknown = 没有这个上传。重新选一下文件。
chat-error-wrong-offset = 文件传到的地方对不上，从告诉您的地方接着传。
chat-error-upload-unfinished = 文件还没传完，接着传完再发。
chat-error-text-long = 太长了，一次最多 { $limit } 个字。分几次发。
chat-error-body-large = 太大了，一次最多 1 兆。
chat-error-file-large = 文件太大了，一个最多 { $limit } 兆。
chat-error-media-type = 要用 JSON 或者表单发。
chat-error-file-type = 这个文件打不开。发照片、视频、录音或者 PDF、Word、Excel。
chat-error-too-many = 发得太快了。等 { $seconds } 秒再发。

## 只能打开一次的链接

chat-link = 点这里打开
chat-once-title = 加密填写
chat-once-identity-number = 您的身份证号
chat-once-bank-card = 您的银行卡号
chat-once-home-address = 您家里的地址
chat-once-upload = 在网页上发大文件
chat-once-paper = 您的一份在这里
chat-once-who = 只有办您这件事的人能看，谁看过都有记录。这个链接只能用一次。
chat-once-wrong = 这个号不对，请对一下再填。
chat-once-send = 交上去
chat-once-open = 打开
chat-once-done = 收到了，已经加密存好
chat-once-back = 可以关掉这一页，回去接着说。
chat-once-used = 这个链接用过了。要再用，回去再要一个。
chat-once-unknown = 这个链接不对，或者过期了。
