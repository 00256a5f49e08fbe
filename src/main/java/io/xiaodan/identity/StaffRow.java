package io.xiaodan.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a list of people says; null where the list has no such column, blank where it says
 * nothing.
 *
 * @param line as the spreadsheet numbers it
 * @param department the names from the top, {@code 销售部/华南组}, or one name that is unique
 * @param manager login or unique name, of somebody in the list too
 * @param roles keys or names
 */
public record StaffRow(
    long line,
    @Nullable String login,
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String department,
    @Nullable String manager,
    @Nullable List<String> roles) {}
