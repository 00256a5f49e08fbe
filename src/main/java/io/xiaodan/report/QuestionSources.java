package io.xiaodan.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.xiaodan.access.Access;
import io.xiaodan.access.FormAction;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.ledger.Ledger;
import io.xiaodan.ledger.LedgerRows;
import io.xiaodan.report.question.Aggregate;
import io.xiaodan.report.question.Bucket;
import io.xiaodan.report.question.FieldShapes;
import io.xiaodan.report.question.Shape;
import io.xiaodan.report.question.Source;
import io.xiaodan.report.question.Sources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What somebody may ask about: forms, their lines, ledgers, and what these refer to, level by
 * level.
 */
@Component
public class QuestionSources {

  private static final List<String> SYSTEM =
      List.of("created_at", "created_by", "updated_at", "updated_by");

  private static final String LEDGER_ICON = "account-book";

  private final Access access;
  private final Messages messages;

  QuestionSources(Access access, Messages messages) {
    this.access = access;
    this.messages = messages;
  }

  /**
   * A source of questions.
   *
   * @param key as questions write it
   * @param form of line items, the form they are in; absent for a form
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      String key,
      String label,
      @Nullable String form,
      @Nullable String group,
      @Nullable String icon) {}

  /** Every source of which somebody sees records, then the ledgers they see. */
  public List<Entry> all(Blueprint blueprint, Actor actor) {
    List<Entry> all = new ArrayList<>(forms(blueprint, actor));
    for (Ledger ledger : blueprint.all(Ledger.TYPE).values()) {
      if (access.seesLedger(blueprint, actor, ledger.key())) {
        for (LedgerRows.View view : LedgerRows.View.values()) {
          String key = LedgerRows.key(ledger.key(), view);
          String label = Sources.find(blueprint, key).orElseThrow().label().in(actor.language());
          all.add(new Entry(key, label, null, null, LEDGER_ICON));
        }
      }
    }
    return all;
  }

  private List<Entry> forms(Blueprint blueprint, Actor actor) {
    List<Entry> all = new ArrayList<>();
    Language language = actor.language();
    for (Form form : blueprint.all(Form.TYPE).values()) {
      if (!access.of(blueprint, actor, form).mayEver(FormAction.VIEW)) {
        continue;
      }
      JsonNode document = form.document();
      all.add(
          new Entry(
              form.key(),
              form.label().in(language),
              null,
              document.path("group").asString(null),
              document.path("icon").asString(null)));
      Schema seen = access.schema(blueprint, actor, form);
      for (LineItems lines : form.lines().values()) {
        if (seen.typeOf(lines.key()).isPresent()) {
          String label = form.label().in(language) + " / " + lines.label().in(language);
          all.add(new Entry(form.key() + "." + lines.key(), label, form.key(), null, null));
        }
      }
    }
    return all;
  }

  /**
   * The fields of a source, or of what a path of it leads to, as far as they are seen in every row.
   *
   * @param path empty for the source itself
   * @throws ProblemException not found for what is out of reach
   */
  public List<SourceField> fields(Blueprint blueprint, Actor actor, String source, String path) {
    Source from = Source.parse(source);
    Form form =
        Sources.find(blueprint, from.form())
            .filter(found -> access.of(blueprint, actor, found).mayEver(FormAction.VIEW))
            .orElseThrow(() -> unknown(source));
    LineItems lines = from.lines() == null ? null : form.lines().get(from.lines());
    Schema head = access.schema(blueprint, actor, form);
    if (from.lines() != null && (lines == null || head.typeOf(lines.key()).isEmpty())) {
      throw unknown(source);
    }
    Place at =
        lines == null
            ? new Place(form.fields(), head, form, "")
            : new Place(lines.columns(), access.schema(blueprint, actor, form, lines), null, "");
    for (String name : Path.parse(path).names()) {
      at = follow(blueprint, at, form, name);
    }
    return fields(at, lines != null && path.isEmpty() ? form : null, actor.language());
  }

  /**
   * @param form null for the rows of line items
   * @param prefix what stands before the names of the fields
   */
  private record Place(
      SequencedMap<String, FormField> fields, Schema schema, @Nullable Form form, String prefix) {}

  private static Place follow(Blueprint blueprint, Place at, Form form, String name) {
    if (!(at.schema().typeOf(name).orElse(null) instanceof ValueType.RecordOf record)) {
      throw unknown(at.prefix() + name);
    }
    boolean parent = at.form() == null && name.equals("parent");
    Form target = parent ? form : blueprint.find(Form.TYPE, record.form()).orElse(null);
    if (target == null) {
      throw unknown(at.prefix() + name);
    }
    return new Place(target.fields(), record.schema(), target, at.prefix() + name + ".");
  }

  private List<SourceField> fields(Place at, @Nullable Form head, Language language) {
    List<SourceField> fields = new ArrayList<>();
    if (head != null) {
      fields.add(
          field(
              "parent",
              "parent",
              head.label(),
              ValueType.EMPTY,
              "lines",
              null,
              head.key(),
              language));
    }
    for (FormField field : at.fields().values()) {
      ValueType type = at.schema().typeOf(field.key()).orElse(null);
      if (type != null) {
        Shape shape = FieldShapes.of(field);
        fields.add(
            field(
                at.prefix() + field.key(),
                field.key(),
                field.label(),
                type,
                field.type().name(),
                shape,
                type instanceof ValueType.RecordOf record ? record.form() : null,
                language));
      }
    }
    if (at.form() != null && at.form().ledger() == null) {
      for (String key : SYSTEM) {
        boolean person = key.endsWith("_by");
        Label label = system(key);
        fields.add(
            field(
                at.prefix() + key,
                key,
                label,
                person ? ValueType.TEXT : ValueType.DATETIME,
                "system",
                person ? new Shape.Person() : Shape.of(ValueType.DATETIME),
                null,
                language));
      }
    }
    return fields;
  }

  private Label system(String key) {
    Message message = Message.of("report.field_" + key);
    return new Label(messages.text(message, Language.ZH), messages.text(message, Language.EN));
  }

  private static SourceField field(
      String path,
      String key,
      Label label,
      ValueType type,
      String kind,
      @Nullable Shape shape,
      @Nullable String form,
      Language language) {
    Shape.Number number = shape instanceof Shape.Number found ? found : null;
    boolean list = type instanceof ValueType.ListOf || type == ValueType.EMPTY;
    return new SourceField(
        path,
        key,
        label.in(language),
        type(type),
        kind,
        number == null ? null : number.scale(),
        number == null ? null : number.unit(),
        shape instanceof Shape.Option option ? option.options() : null,
        form,
        !list,
        list ? List.of() : aggregates(type),
        list ? List.of() : buckets(type));
  }

  private static String type(ValueType type) {
    return switch (type) {
      case ValueType.Scalar scalar ->
          scalar == ValueType.Scalar.EMPTY ? "record" : scalar.name().toLowerCase(Locale.ROOT);
      case ValueType.RecordOf _ -> "record";
      case ValueType.ListOf _ -> "list";
    };
  }

  private static List<String> aggregates(ValueType type) {
    return Arrays.stream(Aggregate.values())
        .filter(aggregate -> aggregate.takes(type))
        .map(Aggregate::key)
        .toList();
  }

  private static List<String> buckets(ValueType type) {
    return type != ValueType.DATE && type != ValueType.DATETIME
        ? List.of()
        : Arrays.stream(Bucket.values())
            .filter(bucket -> type == ValueType.DATETIME || !bucket.needsMoment())
            .map(Bucket::key)
            .toList();
  }

  private static ProblemException unknown(String source) {
    return Problem.of(ProblemKind.NOT_FOUND, "report.source_unknown", "source", source).exception();
  }
}
