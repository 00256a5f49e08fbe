package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.form.Form;
import java.util.Map;

/**
 * What an action writes.
 *
 * @param form of the record
 * @param created whether the record is new
 * @param fields the formula of each field of the head that is set
 */
public record Written(Form form, boolean created, Map<String, Formula> fields) {}
