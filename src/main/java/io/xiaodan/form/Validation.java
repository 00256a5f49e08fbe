package io.xiaodan.form;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import java.util.List;

/**
 * A condition that a record or a line must meet.
 *
 * @param key its name
 * @param formula must hold; not decided while a field it is shown at is empty, since {@code
 *     required} asks for presence
 * @param fields where the message is shown
 * @param message what is said when it is not met
 */
public record Validation(String key, Formula formula, List<String> fields, Label message) {}
