"""The program says of itself whether it is whole."""

from desktop.office.selfcheck import examine


def test_a_whole_program_says_what_works_and_ends_without_a_failure() -> None:
    told = list(examine())
    assert len(told) == 5
    assert told[-1] == "加密文件可以新建、写入、检查"
