"""The elements of an XML file with their lines, read so that no file can do harm."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, InputSource, Locator

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from journeykit.journeys.finding import JourneyError

MOST_BYTES = 10 * 1024 * 1024
MOST_DEPTH = 100

_TYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An element; `number` counts them in the file, `line` is where it begins, from 1.

    Attributes without a namespace are called by their names, others `{namespace}name`.
    """

    number: int
    space: str
    tag: str
    attributes: Mapping[str, str]
    text: str
    line: int
    items: tuple[Item, ...]

    @property
    def id(self) -> str:
        """The id, if it has one."""
        return self.attributes.get("id", "")

    @property
    def name(self) -> str:
        """The name as written, if it has one."""
        return self.attributes.get("name", "")

    def get(self, name: str) -> str:
        """Return an attribute, empty if it is missing."""
        return self.attributes.get(name, "")

    def refers(self, name: str) -> str:
        """Return the id that an attribute names, without the prefix of a namespace."""
        return local(self.get(name))

    def all(self, *tags: str) -> Iterator[Item]:
        """Yield the elements directly inside that have one of the tags."""
        return (item for item in self.items if item.tag in tags)

    def first(self, tag: str) -> Item | None:
        """Return the first element directly inside with the tag."""
        return next(self.all(tag), None)

    def walk(self) -> Iterator[Item]:
        """Yield the element and all inside it, in the order of the file."""
        waiting = [self]
        while waiting:
            item = waiting.pop()
            yield item
            waiting.extend(reversed(item.items))


def local(name: str) -> str:
    """Return a name without the prefix of a namespace."""
    return name.strip().rpartition(":")[2]


def read_xml(data: bytes, path: str) -> Item:
    """Return the root of an XML file in any encoding that it declares.

    Raises:
        JourneyError: it is no XML, too large, nested too deep, or has a DTD: with one, a small
            file can ask for other files, or for more memory than there is.
    """
    if len(data) > MOST_BYTES:
        raise JourneyError(f"{path}: larger than {MOST_BYTES // 1024**2} MB: import one process")
    if not data.strip():
        raise JourneyError(f"{path}: empty: a BPMN file was expected")
    handler = _Builder(path)
    source = InputSource(path)
    source.setByteStream(io.BytesIO(data))
    parser = DefusedExpatParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    try:
        parser.parse(source)
    except DefusedXmlException as error:
        found = _TYPE.search(data)
        line = data.count(b"\n", 0, found.start()) + 1 if found else 1
        cure = "remove `<!DOCTYPE ...>`; entities in it are never read"
        raise JourneyError(f"{path}:{line}: a DTD is not read: {cure}") from error
    except SAXParseException as error:
        message = f"{path}:{error.getLineNumber()}: not XML: {error.getMessage()}"
        raise JourneyError(message) from error
    except (ValueError, LookupError) as error:
        raise JourneyError(f"{path}: its encoding is not read: save it as UTF-8") from error
    return handler.done[0]


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    number: int
    name: tuple[str, str]
    attributes: Mapping[str, str]
    line: int
    letters: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def closed(self) -> Item:
        """Return the whole element."""
        text = "".join(self.letters)
        space, tag = self.name
        inside = tuple(self.items)
        return Item(self.number, space, tag, self.attributes, text, self.line, inside)


class _Builder(ContentHandler):
    """Builds the tree; `open` holds the elements around the place at hand, outermost first."""

    def __init__(self, path: str) -> None:
        """Begin with nothing."""
        super().__init__()
        self.path = path
        self.locator: Locator | None = None
        self.open: list[_Open] = []
        self.done: list[Item] = []
        self.count = 0

    def setDocumentLocator(self, locator: Locator) -> None:
        """Keep what knows the line."""
        self.locator = locator

    def startElementNS(
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        """Open an element."""
        line = (self.locator.getLineNumber() if self.locator else None) or 1
        if len(self.open) >= MOST_DEPTH:
            raise JourneyError(f"{self.path}:{line}: nested more than {MOST_DEPTH} deep")
        named = {
            f"{{{space}}}{tag}" if space else tag: value for (space, tag), value in attrs.items()
        }
        self.open.append(_Open(self.count, (name[0] or "", name[1]), named, line))
        self.count += 1

    def characters(self, content: str) -> None:
        """Take letters of the innermost element."""
        self.open[-1].letters.append(content)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        """Close an element and give it to the one around it."""
        item = self.open.pop().closed()
        (self.open[-1].items if self.open else self.done).append(item)
