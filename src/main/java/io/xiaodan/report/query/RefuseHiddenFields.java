package io.xiaodan.report.query;

import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Source;
import java.util.Objects;
import java.util.Optional;

/** A question is for those who see every field it reads, in every row it reads. */
final class RefuseHiddenFields implements Step {

  @Override
  public Query apply(Query query) {
    if (!isVisible(query.question(), query.asking())) {
      throw Problem.of(ProblemKind.NOT_FOUND, "report.no_widget", "key", query.question().place())
          .exception();
    }
    return query;
  }

  static boolean isVisible(Question question, Asking asking) {
    Source source = question.source();
    Form form = asking.form(source.form());
    FormAccess access = asking.access(form);
    if (!access.mayEver(FormAction.VIEW)) {
      return false;
    }
    Schema head = asking.access().schema(asking.blueprint(), asking.actor(), form);
    if (source.lines() == null) {
      return question.reads().stream().allMatch(path -> knows(head, path));
    }
    LineItems lines = Objects.requireNonNull(form.lines().get(source.lines()));
    Schema row = asking.access().schema(asking.blueprint(), asking.actor(), form, lines);
    return head.typeOf(lines.key()).isPresent()
        && question.reads().stream().allMatch(path -> knows(row, path));
  }

  private static boolean knows(Schema schema, Path path) {
    Schema here = schema;
    for (String name : path.names()) {
      Optional<ValueType> type = here.typeOf(name);
      if (type.isEmpty()) {
        return false;
      }
      ValueType one = type.get() instanceof ValueType.ListOf list ? list.element() : type.get();
      here =
          one instanceof ValueType.RecordOf record ? record.schema() : unknown -> Optional.empty();
    }
    return true;
  }
}
