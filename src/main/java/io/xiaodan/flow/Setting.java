package io.xiaodan.flow;

import io.xiaodan.expression.Formula;

/**
 * A field that the flow writes when it passes.
 *
 * @param field key of a field of the head
 * @param value what it becomes
 */
public record Setting(String field, Formula value) {}
