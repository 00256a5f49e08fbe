package io.xiaodan.report.question;

/**
 * Only the values of a dimension that lead; an empty value is none of them and stays.
 *
 * @param by key of the measure that decides, over all other dimensions together
 * @param others whether the rest is gathered in one value; left out otherwise
 */
public record Top(int count, String by, boolean descending, boolean others) {}
