package io.xiaodan.expression.function;

import io.xiaodan.expression.evaluate.Rule;
import io.xiaodan.expression.sql.SqlRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one catalogue entry down, part by part. */
final class Entry {

  private final String name;
  private final Group group;
  private final List<Signature> signatures = new ArrayList<>();
  private final List<Function.Example> examples = new ArrayList<>();
  private boolean pure = true;
  private @Nullable Rule rule;
  private @Nullable SqlRule sql;
  private String english = "";
  private String chinese = "";

  private Entry(Group group, String name) {
    this.group = group;
    this.name = name;
  }

  static Entry of(Group group, String name, String... signatures) {
    Entry entry = new Entry(group, name);
    for (String signature : signatures) {
      entry.signatures.add(Signature.parse(signature));
    }
    return entry;
  }

  Entry jvm(Rule rule) {
    this.rule = rule;
    return this;
  }

  Entry sql(SqlRule sql) {
    this.sql = sql;
    return this;
  }

  /** SQL in which {@code {0}} stands for the first argument. */
  Entry sql(String template) {
    return sql(SqlRule.template(template));
  }

  Entry dependsOnEnvironment() {
    pure = false;
    return this;
  }

  Entry says(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
    return this;
  }

  Entry example(String formula, String result) {
    examples.add(new Function.Example(formula, result));
    return this;
  }

  Function done() {
    if (rule == null) {
      throw new IllegalStateException(name + " has no rule");
    }
    return new Function(
        name,
        group,
        List.copyOf(signatures),
        pure,
        rule,
        Optional.ofNullable(sql),
        true,
        english,
        chinese,
        List.copyOf(examples));
  }
}
