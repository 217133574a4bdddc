"""Disjoint sets with a reason for every join."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Join(Generic[Item]):
    """Two items that were put together, by which rule, how surely, and who else could be meant."""

    a: Item
    b: Item
    rule: str
    score: float
    rivals: tuple[str, ...] = ()


@dataclass(slots=True)
class Groups(Generic[Item]):
    """Union and find; the joins are kept, so that each can be shown and undone."""

    parent: dict[Item, Item] = field(default_factory=dict)
    joins: list[Join[Item]] = field(default_factory=list)
    key: Callable[[Item], str] = str
    apart: frozenset[frozenset[str]] = frozenset()  # pairs of keys that may not become one
    inside: dict[Item, set[str]] = field(default_factory=dict)  # keys of each group, if needed

    def add(self, item: Item) -> None:
        """Make `item` a group of its own if it is not in one."""
        self.parent.setdefault(item, item)

    def find(self, item: Item) -> Item:
        """The item that stands for the group of `item`."""
        self.add(item)
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, join: Join[Item]) -> bool:
        """Put two groups together; False if they are one already."""
        a, b = self.find(join.a), self.find(join.b)
        if a == b or (self.apart and self._forbidden(a, b)):
            return False
        self.parent[b] = a
        if self.apart:
            self.inside[a] = self._keys(a) | self._keys(b)
        self.joins.append(join)
        return True

    def _keys(self, root: Item) -> set[str]:
        return self.inside.get(root) or {self.key(root)}

    def _forbidden(self, a: Item, b: Item) -> bool:
        return any(frozenset((x, y)) in self.apart for x in self._keys(a) for y in self._keys(b))

    def members(self, order: Iterable[Item]) -> list[list[Item]]:
        """The groups, their items and themselves in the order given."""
        made: dict[Item, list[Item]] = {}
        for item in order:
            made.setdefault(self.find(item), []).append(item)
        return list(made.values())
