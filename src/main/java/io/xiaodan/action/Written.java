package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.form.Form;
import io.xiaodan.record.ChangeKind;
import java.util.Map;

/**
 * What an action writes.
 *
 * @param form of the record
 * @param kind what happens to the record: created, updated or deleted
 * @param fields the formula of each field of the head that is set
 */
public record Written(Form form, ChangeKind kind, Map<String, Formula> fields) {}
