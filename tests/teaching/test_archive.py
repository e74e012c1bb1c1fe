"""A class in an archive: bombs, lies, names that lead elsewhere; and the honest ones beside them."""

import os
import struct
import time
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.errors import ClassUnreadable
from autograder.teaching.limits import FileLimits
from autograder.teaching.submissions.collect import collect
from tests.teaching.classes import LAB, OTHER, SOURCE, lay_out, notebook, pack, taken

HONEST = {f"honest/{LAB}.py": SOURCE}
TWO = {f"alice/{LAB}.ipynb": notebook("def forward(): return 1"), f"bob/{LAB}.py": b"b"}
TWO_TAKEN = {"alice": {LAB: b"def forward(): return 1\n"}, "bob": {LAB: b"b"}}
GIB = 1024**3


@pytest.fixture
def target(tmp_path):
    return tmp_path / "class.zip"


def refused(path, student="mallory"):
    """Return why a student was refused, after seeing that the honest one was not."""
    found = taken(path)
    assert found.pop("honest") == {LAB: SOURCE}
    assert list(found) == [student]
    assert isinstance(found[student], str)
    return found[student]


class TestShapes:
    @pytest.mark.parametrize("around", ["", "class/", "./", "./class/", "my class/submitted/"])
    def test_a_folder_around_the_class_is_taken_off(self, target, around):
        files = {around + name: data for name, data in TWO.items()}
        if "submitted" in around:
            files["my class/gradebook.db"] = b""
            files["my class/source/ps1/x.ipynb"] = b""
        litter = {"__MACOSX/class/._x": b"", ".DS_Store": b"", f"{around}.hidden/x": b"", f"{around}alice/.git/x": b""}

        assert taken(pack(target, {**files, **litter})) == TWO_TAKEN

    @pytest.mark.parametrize("nothing", [".", "./", ".//."])
    def test_a_path_that_leads_nowhere_is_nobodys(self, target, nothing):
        assert taken(pack(target, {**{f"class/{name}": data for name, data in TWO.items()}, nothing: b""})) == TWO_TAKEN

    def test_folders_have_entries_of_their_own_or_not(self, target):
        files = {"class/": b"", "class/alice/": b"", "class/nobody/": b"", **HONEST}

        assert taken(pack(target, files)) == {"class": {}, "honest": {LAB: SOURCE}}

    def test_other_entries_are_named(self, target):
        collection = collect(pack(target, {**HONEST, "grades\x1b.csv": b""}))

        assert collection.left_out == ("grades_.csv",)
        assert len(collection) == 1
        assert list(collection) == list(collection)

    def test_entries_beside_the_folder_around_the_class_are_named(self, target):
        files = {f"class/a/{LAB}.py": b"", f"class/b/{LAB}.py": b"", "READ.me": b"", "class/x": b""}

        collection = collect(pack(target, files))

        assert collection.left_out == ("READ.me", "x")
        assert [submission.student for submission in collection] == ["a", "b"]

    @pytest.mark.parametrize("around", ["", "submitted/"])
    def test_nbgraders_tree(self, target, around):
        files = {f"alice/ps1/{LAB}.py": b"1", f"alice/ps2/{OTHER}.py": b"2", f"bob/ps1/{LAB}.py": b"3"}

        found = taken(pack(target, {around + name: data for name, data in files.items()}))

        assert found == {"alice": {LAB: b"1", OTHER: b"2"}, "bob": {LAB: b"3"}}

    @pytest.mark.parametrize(
        "files", [{f"alice/{LAB}.py": b"1"}, {f"alice/{LAB}/{LAB}.py": b"1"}, {f"class/alice/{LAB}.py": b"1"}]
    )
    def test_a_class_of_one(self, target, files):
        assert taken(pack(target, files)) == {"alice": {LAB: b"1"}}

    def test_names_in_utf8_that_do_not_say_so(self, target):
        pack(target, {f"Zoé/{LAB}.py": SOURCE})
        target.write_bytes(unmarked(target.read_bytes()))

        assert taken(target) == {"Zoé": {LAB: SOURCE}}


class TestNames:
    @pytest.mark.parametrize(
        ("name", "student"),
        [
            (f"../../x/{LAB}.py", "_._.._x"),
            (f"mallory/../honest/{LAB}.py", "mallory"),
            ("mallory/../../../../../tmp/owned", "mallory"),
            (f"/tmp/{LAB}.py", "_tmp"),
            ("/owned", "_owned"),
            (f"C:/tmp/{LAB}.py", "C__tmp"),
            (f"mallory\\{LAB}.py", "mallory"),
            (f"..\\..\\x\\{LAB}.py", "_._.._x"),
            (f"mallory\0/{LAB}.py", "mallory_"),
            (f"mallory/{LAB}.py\0.txt", "mallory"),
            ("\0", "_"),
            ("..", "_."),
        ],
    )
    @pytest.mark.parametrize("around", ["", "class/"])
    def test_a_name_that_leads_elsewhere(self, target, name, student, around):
        pack(target, {f"{around}honest/{LAB}.py": SOURCE, f"{around}other/{LAB}.py": SOURCE, name: b"owned"})

        found = taken(target)

        assert found.pop("honest") == found.pop("other") == {LAB: SOURCE}
        assert list(found) == [student]
        assert isinstance(found[student], str)

    def test_a_name_that_a_terminal_would_obey(self, target):
        assert "rename" in refused(pack(target, {**HONEST, f"m\x1b]0;owned\x07/{LAB}.py": b""}), "m_]0;owned_")

    def test_nothing_is_ever_written(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        pack(tmp_path / "class.zip", {**HONEST, "../x": b"", "mallory/../../y": b"", "/tmp/z": b""})

        taken(tmp_path / "class.zip")

        assert os.listdir(tmp_path) == ["class.zip"]

    def test_a_name_that_takes_for_ever_to_compare(self, target, tmp_path):
        long = "".join("\u0315\u0300\u0316\u031b"[at % 4] for at in range(30_000)) + ".py"
        inner = pack(tmp_path / "inner.zip", {long: b"", f"{LAB}.py": SOURCE}).read_bytes()
        files = {f"ada/{LAB}.py": SOURCE, f"mallory/{long}": b"", "eve/hw.zip": inner, f"{long}/{LAB}.py": b""}

        found = taken(pack(target, files))

        assert found.pop("ada") == {LAB: SOURCE}
        assert all("too long for any system" in found[student] for student in ("mallory", "eve"))
        assert all(len(student) <= 100 for student in found)

    def test_a_path_of_many_parts(self, target):
        assert "folders deep" in refused(pack(target, {**HONEST, "mallory/" + "d/" * 30_000 + "x": b""}))

    def test_the_same_file_twice(self, target):
        with pytest.warns(UserWarning, match="Duplicate"):
            pack(target, [*HONEST.items(), (f"mallory/{LAB}.py", b"1"), (f"mallory/{LAB}.py", b"2")])

        assert "more than once" in refused(target)

    def test_the_same_file_twice_in_other_words(self, target):
        pack(target, [*HONEST.items(), (f"mallory/{LAB}.py", b"1"), (f"mallory/.//{LAB}.py", b"2")])

        assert "more than once" in refused(target)

    def test_students_that_only_a_machine_tells_apart(self, target):
        found = taken(pack(target, {**HONEST, f"Mallory/{LAB}.py": b"", f"mallory/{LAB}.py": b""}))

        assert found.pop("honest") == {LAB: SOURCE}
        assert len(found) == 2
        assert all("another folder's name" in reason for reason in found.values())


class TestKinds:
    def entry(self, name, mode):
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, mode << 16
        return info

    def test_a_link(self, target):
        link = self.entry(f"mallory/{LAB}.py", 0o120777)

        assert "is a link" in refused(pack(target, [*HONEST.items(), (link, b"../honest/slope_and_bias.py")]))

    def test_a_pipe(self, target):
        assert "neither" in refused(pack(target, [*HONEST.items(), (self.entry("mallory/pipe", 0o010644), b"")]))

    def test_an_encrypted_file(self, target):
        pack(target, {**HONEST, f"mallory/{LAB}.py": SOURCE})
        target.write_bytes(patched(target.read_bytes(), f"mallory/{LAB}.py", flags=1))

        assert "is encrypted" in refused(target)

    def test_an_archive_in_which_everything_is_encrypted(self, target):
        pack(target, HONEST)
        target.write_bytes(patched(target.read_bytes(), f"honest/{LAB}.py", flags=1))

        with pytest.raises(ClassUnreadable, match="unpack it and name the folder"):
            collect(target)

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_a_compression_that_cannot_be_stopped_halfway(self, target, method):
        info = zipfile.ZipInfo(f"mallory/{LAB}.py")
        info.compress_type = method

        assert "deflate" in refused(pack(target, [*HONEST.items(), (info, b"x" * 1000)]))


class TestBombs:
    def test_one_that_states_its_size(self, target):
        pack(target, {**HONEST, f"mallory/{LAB}.py": bytes(GIB // 64)})
        target.write_bytes(patched(target.read_bytes(), f"mallory/{LAB}.py", size=GIB))

        assert target.stat().st_size < 100_000
        assert "bytes in all" in refused(target)

    @pytest.mark.parametrize("stated", [0, 100, 200 * 1024])
    def test_one_that_states_less(self, target, stated):
        pack(target, {**HONEST, f"mallory/{LAB}.py": bytes(50 * 1024**2)})
        target.write_bytes(patched(target.read_bytes(), f"mallory/{LAB}.py", size=stated))

        assert "states a wrong size" in refused(target)

    def test_many_files(self, target):
        assert refused(pack(target, {**HONEST, **{f"mallory/{n}": b"" for n in range(201)}})) == "more than 200 files"

    def test_files_that_share_their_bytes(self, target):
        pack(target, {**HONEST, f"mallory/{LAB}.py": b"1" * 100, "mallory/other.txt": b"2" * 100})
        data = target.read_bytes()
        first = data.index(b"mallory/") - 30
        target.write_bytes(patched(data, "mallory/other.txt", offset=first + 1))

        assert "shares its bytes" in refused(target)

    def test_an_archive_in_a_students_archive_stays_shut(self, target, tmp_path):
        inner = pack(tmp_path / "inner.zip", {f"sibling/{LAB}.py": b""}).read_bytes()
        around = pack(tmp_path / "around.zip", {"inner.zip": inner}).read_bytes()

        assert taken(pack(target, {**HONEST, "alice/around.zip": around})) == {"alice": {}, "honest": {LAB: SOURCE}}


class TestTheList:
    """The list of what an archive holds is counted before anything is made of it."""

    @pytest.mark.parametrize("lie", [None, 3, 0])
    def test_hundreds_of_thousands_of_entries_are_refused_at_once(self, target, lie):
        names = [f"mallory/{number:06}".encode() for number in range(300_000)]
        target.write_bytes(listing(names, stated=lie))

        began = time.monotonic()
        with pytest.raises(
            ClassUnreadable, match=r"more than 100000 files and folders; .* --limit class_files=N"
        ) as problem:
            collect(target)

        assert time.monotonic() - began < 1
        assert "\n" not in str(problem.value)

    def test_the_limit_counts(self, target):
        pack(target, {**HONEST, **{f"alice/{number}": b"" for number in range(9)}})

        assert taken(target, limits=FileLimits(class_files=10))["honest"] == {LAB: SOURCE}
        with pytest.raises(ClassUnreadable, match="more than 9 files"):
            collect(target, limits=FileLimits(class_files=9))

    def test_so_it_does_where_another_list_was_counted(self, target, monkeypatch):
        pack(target, TWO)
        monkeypatch.setattr("autograder.teaching.submissions.zip_directory.check", lambda file, path, limit: None)

        with pytest.raises(ClassUnreadable, match="more than 1 files"):
            collect(target, limits=FileLimits(class_files=1))

    @pytest.mark.parametrize("stated", [0, 1, 3, 65535])
    @pytest.mark.parametrize("comment", [b"", b"a comment"])
    def test_an_end_that_lies(self, target, stated, comment):
        pack(target, TWO)
        with zipfile.ZipFile(target, "a") as archive:
            archive.comment = comment
        data = bytearray(target.read_bytes())
        struct.pack_into("<2H", data, data.rindex(b"PK\5\6") + 8, stated, stated)
        target.write_bytes(data)

        with pytest.raises(
            ClassUnreadable, match=f"its end speaks of {stated} files and folders, and its list names 2; pack"
        ):
            collect(target)

    @pytest.mark.parametrize("comment", [b"", b"a comment"])
    def test_one_with_numbers_of_64_bits(self, target, comment, monkeypatch):
        monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
        pack(target, TWO)
        with zipfile.ZipFile(target, "a") as archive:
            archive.comment = comment
        assert b"PK\6\6" in target.read_bytes()

        assert taken(target) == TWO_TAKEN
        data = target.read_bytes()
        at = data.index(b"PK\6\6") + 24
        target.write_bytes(data[:at] + struct.pack("<2Q", 7, 7) + data[at + 16 :])
        with pytest.raises(ClassUnreadable, match="speaks of 7 "):
            collect(target)

    def test_one_that_begins_to_count_anew_as_a_mac_does(self, target):
        target.write_bytes(listing([f"mallory/{number}".encode() for number in range(65_540)], stated=4))

        assert isinstance(taken(target)["mallory"], str), "the student is refused, and the archive is not"


class TestDamage:
    def test_a_file_whose_bytes_are_damaged(self, target):
        stored = zipfile.ZipInfo(f"mallory/{LAB}.py")
        pack(target, [*HONEST.items(), (stored, b"MARK" * 10)])
        target.write_bytes(target.read_bytes().replace(b"MARK", b"mark", 1))

        assert "damaged" in refused(target)

    @pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"PK\x03\x04 and nothing else", bytes(1000)])
    def test_an_archive_that_is_none(self, target, data):
        target.write_bytes(data)

        with pytest.raises(ClassUnreadable) as problem:
            collect(target)

        assert "\n" not in str(problem.value)

    def test_an_archive_that_goes_away(self, target):
        collection = collect(pack(target, HONEST))
        target.unlink()

        with pytest.raises(ClassUnreadable, match="No such file"):
            list(collection)

    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(where=st.integers(0, 2000), what=st.binary(min_size=1, max_size=8))
    def test_damage_anywhere_ends_in_reasons(self, target, where, what):
        data = bytearray(pack(target, {**HONEST, f"alice/{LAB}.py": SOURCE * 9, "bob/x": b"x", "é/": b""}).read_bytes())
        where %= len(data)
        data[where : where + len(what)] = what
        target.write_bytes(data)

        try:
            found = taken(target)
        except ClassUnreadable as problem:
            assert "\n" not in str(problem)
        else:
            # Every byte is under a checksum: what is taken is what was packed.
            work = [source for labs in found.values() if isinstance(labs, dict) for source in labs.values()]
            assert all(source in (SOURCE, SOURCE * 9) or isinstance(source, str) for source in work)


def test_a_folder_and_its_archive_come_to_the_same(tmp_path, target):
    files = {**HONEST, f"alice/{LAB}.py": b"1", f"alice/{OTHER}.py": b"2", "bob/deep/er/x": b""}

    assert taken(lay_out(tmp_path / "folder", files)) == taken(pack(target, files))


def listing(names, stated=None):
    """Return an archive that is a list of empty files and an end, which states another number of them if it is to."""
    entries = [
        struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0) + name
        for name in names
    ]
    listed, count = b"".join(entries), len(names) % (1 << 16) if stated is None else stated
    return listed + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(listed), 0, 0)


def patched(data, name, flags=0, size=None, offset=None):
    """Return an archive's bytes with something else said of an entry, in its own header and in the directory."""
    data, name = bytearray(data), name.encode()
    local, central = data.index(name) - 30, data.rindex(name) - 46
    for place in (local + 6, central + 8):
        struct.pack_into("<H", data, place, struct.unpack_from("<H", data, place)[0] | flags)
    if size is not None:
        struct.pack_into("<I", data, central + 24, size)
        if size == 0:  # the checksum of what is stated to be there is right
            struct.pack_into("<I", data, central + 16, zlib.crc32(b"x"))
    if offset is not None:
        struct.pack_into("<I", data, central + 42, offset)
    return bytes(data)


def unmarked(data):
    """Return an archive's bytes without the mark that says that names are UTF-8, as a Mac writes it."""
    data = bytearray(data)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + place
        struct.pack_into("<H", data, at, struct.unpack_from("<H", data, at)[0] & ~0x800)
    return bytes(data)
