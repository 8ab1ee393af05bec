"""What is known of each document while articles are added: its digest, whether it was met, the file it came from.

Some eighty bytes each: an archive of a million articles may come in one batch.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from search.copies.ids import Ids

_DIGEST_BYTES = 16
_NO_DIGEST = bytes(_DIGEST_BYTES)


class Known:
    """The documents of the index and of the batch. As a collection, those that were met.

    >>> known = Known({"gempa.txt": "9bd03a358b7c3f98ba32a26695c08006"})
    >>> gempa, banjir = known.number("gempa.txt"), known.number("banjir.txt")
    >>> known.digest(gempa), known.digest(banjir), "gempa.txt" in known, bool(known)
    ('9bd03a358b7c3f98ba32a26695c08006', '', False, False)
    >>> known.meet(gempa), known.meet(gempa)
    (False, True)
    >>> known.put(gempa, "baru", file="/arsip/gempa.txt")
    >>> "gempa.txt" in known, len(known), known.digest(gempa), known.file(gempa)
    (True, 1, 'baru', '/arsip/gempa.txt')
    """

    def __init__(self, digests: Mapping[str, str]) -> None:
        self._ids, self._digests, self._others = Ids(), bytearray(), dict[int, str]()
        self._is_met = bytearray()
        # The file of an id is a folder and the id, as a rule: the folder's number is kept, from 1 on; 0 for no file.
        self._folders: list[tuple[str, bool]] = []
        self._numbers: dict[tuple[str, bool], int] = {}
        self._folder_of = array("I")
        for document_id, digest in digests.items():
            self.put(self.number(document_id), digest)

    def __len__(self) -> int:
        return self._is_met.count(True)

    def __contains__(self, document_id: object) -> bool:
        number = self._ids.find(document_id) if isinstance(document_id, str) else None
        return number is not None and bool(self._is_met[number])

    def number(self, document_id: str) -> int:
        """The number of a document, by which it is asked for: a look for an id takes a microsecond."""
        number = self._ids.add(document_id)
        if number == len(self._is_met):
            self._is_met.append(False)
            self._folder_of.append(0)
            self._digests += _NO_DIGEST
        return number

    def digest(self, number: int) -> str:
        """The digest of a document; "" where it is not known."""
        packed = self._digests[number * _DIGEST_BYTES : (number + 1) * _DIGEST_BYTES]
        return self._others.get(number, "") if packed == _NO_DIGEST else packed.hex()

    def file(self, number: int) -> str:
        """The file that a document of the batch came from; "" where none is known."""
        if not self._folder_of[number]:
            return ""
        folder, is_below = self._folders[self._folder_of[number] - 1]
        return f"{folder}{self._ids[number]}" if is_below else folder

    def meet(self, number: int) -> bool:
        """A document was read; was it read before?"""
        was_met = bool(self._is_met[number])
        self._is_met[number] = True
        return was_met

    def put(self, number: int, digest: str, file: str = "") -> None:
        """A document has this digest now, and came from this file."""
        packed = _packed(digest)
        self._digests[number * _DIGEST_BYTES : (number + 1) * _DIGEST_BYTES] = packed
        self._others.pop(number, None)
        if packed == _NO_DIGEST:
            self._others[number] = digest
        if file:
            folder = file.removesuffix(self._ids[number])
            key = folder, folder != file
            if key not in self._numbers:
                self._folders.append(key)
            self._folder_of[number] = self._numbers.setdefault(key, len(self._folders))


def _packed(digest: str) -> bytes:
    """A digest of 32 hexadecimal digits in half of the bytes; zeros for any other."""
    try:
        packed = bytes.fromhex(digest)
    except ValueError:
        return _NO_DIGEST
    return packed if len(packed) == _DIGEST_BYTES and packed.hex() == digest else _NO_DIGEST
