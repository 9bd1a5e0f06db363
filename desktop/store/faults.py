"""The errors of SQLite and of the disk in a clerk's words; what isn't listed here is our bug and passes through."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlite

from desktop.base.errors import (
    FileBusyError,
    FileDamagedError,
    ForbiddenError,
    KnownError,
    StorageError,
)

_DAMAGED = "办公文件的内容已损坏，已停止读写以免扩大。请关闭程序，把文件复制留底，再从最近的备份恢复。"

_FAULTS: dict[str, tuple[type[KnownError], str]] = {
    "BUSY": (FileBusyError, "办公文件正在别的窗口或别的电脑上打开。请在那边关闭后再试；文件没有被改动。"),
    "LOCKED": (FileBusyError, "办公文件正在别的窗口或别的电脑上打开。请在那边关闭后再试；文件没有被改动。"),
    "FULL": (StorageError, "磁盘已满，这一步没有保存，之前的内容都在。请清理磁盘后重做这一步。"),
    "READONLY": (StorageError, "办公文件所在的位置不能写入。请把文件复制到本机硬盘，或解除U盘写保护后再打开。"),
    "IOERR": (
        StorageError,
        "读写磁盘失败，这一步没有保存，之前的内容都在。请检查U盘或硬盘是否已拔出，然后重新打开文件。",
    ),
    "CANTOPEN": (StorageError, "打不开办公文件。请检查U盘或文件夹是否还在，然后重新打开文件。"),
    "PERM": (StorageError, "没有权限读写办公文件。请把文件复制到自己的文件夹后再打开。"),
    "CORRUPT": (FileDamagedError, _DAMAGED),
    "NOTADB": (FileDamagedError, _DAMAGED),
}

_RULES = {
    "one_file_a_worker": "这位职工已有一份档案（一户一档），没有保存。请在原档案上修改。",
    "fund_below_zero": "资金余额不够，没有保存。请先登记到账，或减少发放金额。",
    "batch_is_locked": "批次已锁定，名单和金额不能再改。请先退回编制。",
    "batch_is_sent": "批次已送银行或已发放，不能再停发，没有保存。没有发成的请在回执里登记。",
    "batch_is_not_paid": "批次还没有发放，不能登记退回，没有保存。请先登记发放或回执。",
    "fund_of_other_programme": "这笔资金限定用于别的帮扶项目，没有保存。请换一笔资金。",
    "period_is_closed": "这个日期在已关账的期间内，没有保存。确需更正，请先写明原因重新开账。",
    "journal_is_sealed": "操作记录不能改动。",
    "content_is_sealed": "保存了的扫描件不能改动。",
    "household.file_no": "档案编号已被别的档案使用，没有保存。请换一个编号。",
    "fund.name": "已有同名的资金，没有保存。请换一个名称。",
    "payment.claim": "有人已列入同一项目同一年度的批次，不能重复发放，没有保存。请重新编制名单。",
    "payment_once_a_batch": "同一户在这个批次里已有一笔，没有保存。",
    "payment.request": "这份申请已列入别的批次，没有保存。请先在那个批次里列为不发。",
    "payment.visit": "这位慰问对象已列入别的批次，没有保存。请先在那个批次里列为不发。",
    "payment.repays": "这笔退回的钱已在别的批次里补发，没有保存。",
    "visit.claim": "同一次活动里已有这个身份证号的慰问对象，没有保存。",
    "item.activity, item.name": "这次活动里已有同名的慰问品，没有保存。",
    "wave.name": "已有同名的批次，没有保存。请换一个名称。",
    "due_once": "这一批次的这个阶段已经有截止日期，没有保存。请改那一条。",
    "milestone_once": "这个阶段已经登记过，没有保存。请改那一条。",
    "enterprise.name": "已有同名的单位，没有保存。请在原来的单位上修改。",
    "enterprise.credit_code": "这个统一社会信用代码已有单位使用，没有保存。请核对代码。",
    "submission.enterprise": "这份材料的这个版本已经登记，没有保存。请刷新后再试。",
    "progress.task": "这项任务本季度的进展已经登记，没有保存。请改那一条。",
    "incentive.enterprise": "这家单位同一年度已有同名的激励项目，没有保存。请换一个名称。",
    "grant_is_used_up": "拨付金额合计超过立项金额，或者项目还没有立项，没有保存。请核对立项金额和拨付金额。",
    "incentive_is_paid": "这个项目已有拨付或支出，不能退回或改少立项金额，没有保存。请先作废拨付、删去支出。",
    "not_granted": "这个项目还没有立项，没有保存。请先登记立项。",
    "assessment.enterprise": "这家单位本年度已有评价，没有保存。请在原来的评价上评分，或写明原因重新评价。",
    "assessment_is_final": "评价已评定，分数和佐证附件不能再改，没有保存。确需更改，请写明原因重新评价。",
    "cadre_is_paired": "这位干部在这段时间已挂钩这家单位，没有保存。请先结束原来的挂钩，或改日期。",
    "pairing.enterprise": "这位干部从这一天起已挂钩这家单位，没有保存。",
    "filling.enterprise": "这家单位这一期的监测填报已经登记，没有保存。请改那一条。",
    "studio_once": "这家单位已有同名的工作室，没有保存。请换一个名称。",
    "talent.resident_id": "这个身份证号已在技能人才库里，没有保存。请在原来的记录上修改。",
    "contest_once": "同一天已登记过同名的竞赛，没有保存。",
    "batch.voucher": "凭证号已被别的批次使用，没有保存。",
    "UNIQUE constraint failed": "同样的记录已有一条，没有改动。请在那一条上修改。",
    "FOREIGN KEY constraint failed": "要用到的记录已被撤销或删去，没有改动。请刷新后再试。",
}
"""The first whose words stand in the error; the last two say what no rule says more kindly."""


_WORDS = {
    "database is locked": "BUSY",
    "database or disk is full": "FULL",
    "attempt to write a readonly database": "READONLY",
    "disk I/O error": "IOERR",
    "unable to open database file": "CANTOPEN",
    "database disk image is malformed": "CORRUPT",
    "file is not a database": "NOTADB",
}
"""What SQLite says where the name of the error is missing: a backup that fails has none."""

_TOO_BIG = "too large to convert to SQLite INTEGER"

_DISK = {errno.ENOSPC: "FULL", errno.EDQUOT: "FULL", errno.EROFS: "READONLY", errno.EACCES: "PERM", errno.EPERM: "PERM"}


@contextmanager
def translated() -> Iterator[None]:
    """Raise a known error in place of SQLite's and the disk's."""
    try:
        yield
    except sqlite.Error as error:
        raise _known(error) from error
    except UnicodeEncodeError as error:
        raise ForbiddenError("文字里有残缺的字符，不能保存，什么也没有改动。请删去乱码后再试。") from error
    except OverflowError as error:
        if _TOO_BIG not in str(error):
            raise
        raise ForbiddenError("数字太大，没有这样的序号或金额，什么也没有改动。请核对后再试。") from error
    except OSError as error:
        kind, sentence = _FAULTS[_DISK.get(error.errno or 0, "IOERR")]
        raise kind(sentence) from error


def _known(error: Exception) -> Exception:
    name = str(getattr(error, "sqlite_errorname", "")).removeprefix("SQLITE_") or _WORDS.get(str(error), "")
    for code, (kind, sentence) in _FAULTS.items():
        if name == code or name.startswith(code + "_"):
            return kind(sentence)
    if name.startswith("CONSTRAINT"):
        for mark, sentence in _RULES.items():
            if mark in str(error):
                return ForbiddenError(sentence)
    return error
