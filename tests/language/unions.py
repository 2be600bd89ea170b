# ---- unions
import typing


def first(items: list[int] | None = None) -> int | str | None:
    return items[0] if items else None


print(first([3]), first())
print(int | None, (int | str) | None, None | int, list[int] | None, int | int)
print((int | None).__args__, (int | str) == (str | int), (int | str) == (int | None), int | str != int | str)
print(hash(int | str) == hash(str | int), {int | str: 1}[str | int])
print(isinstance(3, int | str), isinstance(None, int | None), isinstance(3.0, int | str), isinstance([], (int | str, list)))
print(issubclass(bool, int | str), issubclass(float, int | str))


class Host:
    pass


Either = Host | int
print(isinstance(Host(), Either), isinstance("x", Either), Either.__args__ == (Host, int))
print(typing.Optional[int] | str, int | typing.List[int])
for wrong in (lambda: int | 3, lambda: None | None, lambda: "Host" | int, lambda: isinstance(3, list[int] | None)):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
