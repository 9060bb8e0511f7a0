"""Names of Oracle's. What a .mig file calls users is "USERS" there, and the tests speak of it as the file does: a name that is all in
upper case is shown in lower case, and one all in lower case, which a file has in quotes, in upper case. Any other stays as it is."""


def shown(name):
    other = name.swapcase()
    return other if (name.isupper() or name.islower()) and other.swapcase() == name else name


def exact(name):
    """The name that is shown so, in quotes."""
    return '"' + shown(name) + '"'
