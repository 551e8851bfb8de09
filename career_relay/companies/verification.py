"""Is this really that company?"""

CORPORATE_NUMBER_LENGTH = 13


def has_valid_check_digit(corporate_number: str) -> bool:
    """Check a 法人番号: thirteen digits, the first one 9 − (Σ Pn·Qn mod 9).

    P counts from the right over the last twelve digits, Q is 1 for odd places and 2 for even ones
    (法人番号の指定等に関する省令 第2条).
    """
    if len(corporate_number) != CORPORATE_NUMBER_LENGTH or not corporate_number.isascii():
        return False
    if not corporate_number.isdigit():
        return False
    return int(corporate_number[0]) == check_digit(corporate_number[1:])


def check_digit(twelve: str) -> int:
    total = sum(int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(twelve), start=1))
    return 9 - total % 9
