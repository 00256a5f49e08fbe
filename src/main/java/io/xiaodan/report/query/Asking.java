package io.xiaodan.report.query;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.platform.Workspace;

/**
 * Who asks, in which blueprint, and when.
 *
 * @param environment the answers to {@code NOW()} and {@code TODAY()}, and the zone of days
 */
public record Asking(
    Blueprint blueprint, Actor actor, Environment environment, Workspace workspace, Access access) {

  Form form(String key) {
    return blueprint
        .find(Form.TYPE, key)
        .orElseThrow(() -> new IllegalArgumentException("no form " + key));
  }

  FormAccess access(Form form) {
    return access.of(blueprint, actor, form);
  }
}
