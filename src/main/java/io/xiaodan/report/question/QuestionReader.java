package io.xiaodan.report.question;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.ledger.LedgerRows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a question from its document; whatever is wrong becomes a finding with its place. */
public final class QuestionReader {

  private static final int MOST_DETAILS = 30;

  private final Compilation compilation;
  private final FormulaFinder finder;
  private final Ground ground;
  private final FieldWalk walk;

  /**
   * @param ground what the question may speak of
   */
  public QuestionReader(Compilation compilation, ArtifactId artifact, Ground ground) {
    this.compilation = compilation;
    this.finder = new FormulaFinder(compilation, artifact);
    this.ground = ground;
    this.walk = new FieldWalk(key -> compilation.find(Form.TYPE, key));
  }

  /**
   * The question, or null after reporting why there is none.
   *
   * @param name what messages call it
   * @param place where it stands in the document
   */
  public @Nullable Question read(JsonNode document, String name, String place) {
    int before = compilation.findings().size();
    Source source = Source.parse(document.path("source").asString(""));
    Form form = Sources.find(compilation, source.form());
    LineItems lines =
        form == null || source.lines() == null ? null : form.lines().get(source.lines());
    if (form == null || (source.lines() != null && lines == null)) {
      String text = document.path("source").asString("");
      finder.error(place + ".source", Message.of("report.source_unknown", "source", text));
      return null;
    }
    Schema rows = ground.schema(form, lines);
    List<Parameter> parameters =
        new ParameterReader(finder).read(document.path("parameters"), rows, place);
    Schema schema = new ParameterSchema(rows, parameters);
    StageReader source0 = reader(schema, form, lines);
    Formula filter = source0.filter(document.path("filter"), place);
    Set<Path> reads = where(document.path("where"), form, lines, rows, place);
    List<Derivation> derivations = derivations(document.path("derive"), schema, source0, place);
    List<Stage> stages = new ArrayList<>();
    stages.add(
        reader(new DerivedSchema(schema, derivations), form, lines).read(filter, document, place));
    JsonNode then = document.path("then");
    if (then.isObject()) {
      stages.getFirst().dimensions().stream()
          .filter(dimension -> dimension.top() != null)
          .forEach(dimension ->
              finder.error(
                  place + ".dimensions." + dimension.key() + ".top",
                  Message.of("report.top_last")));
      stages.add(second(stages.getLast(), then, parameters, place + ".then"));
    }
    ColumnsReader columns = new ColumnsReader(finder, stages.getLast(), parameters);
    columns.read(document, place);
    Formula having = columns.having(document.path("having"), place);
    LayoutReader layout = new LayoutReader(finder);
    Pivot pivot = layout.pivot(document.path("pivot"), stages.getLast(), place);
    reads.addAll(reads(stages.getFirst(), derivations));
    Question question =
        new Question(
            name,
            source,
            asOf(document.path("asOf"), form, parameters, place),
            parameters,
            document.path("where").isObject() ? document.path("where") : null,
            derivations,
            stages,
            columns.outcomes(),
            columns.windows(),
            having,
            pivot,
            List.of(),
            document.path("limit").asInt(Question.MOST_ROWS),
            details(form, lines, rows, reads),
            reads,
            forms(form, lines, reads, stages));
    List<Ordering> order = layout.order(document.path("sort"), question.columns(), place);
    return compilation.findings().size() > before ? null : question.sortedBy(order);
  }

  /** The day at whose end a ledger is meant: a formula over nothing but parameters. */
  private @Nullable Formula asOf(
      JsonNode document, Form form, List<Parameter> parameters, String place) {
    if (!document.isString()) {
      return null;
    }
    if (form.ledger() == null) {
      finder.error(place + ".asOf", Message.of("report.as_of_ledger"));
      return null;
    }
    Schema given = new ParameterSchema(name -> Optional.empty(), parameters);
    return finder.formula(document.stringValue(), given, ValueType.DATE, place + ".asOf");
  }

  private StageReader reader(Schema schema, Form form, @Nullable LineItems lines) {
    return new StageReader(
        finder,
        schema,
        path -> walk.shape(form, lines, path),
        path -> walk.endLabel(form, lines, path));
  }

  private List<Dimension> details(
      Form form, @Nullable LineItems lines, Schema rows, Set<Path> reads) {
    List<Dimension> details = new ArrayList<>();
    Set<Path> shown = new LinkedHashSet<>();
    LedgerRows ledger = LedgerRows.find(compilation, form.key());
    if (ledger != null) {
      ledger.shown().forEach(key -> shown.add(Path.of(key)));
    }
    shown.addAll(reads);
    for (Path path : shown) {
      String text = path.toString();
      Shape shape = walk.shape(form, lines, path);
      boolean plain = shape != null && Formula.check(text, rows, null, Evaluator.SQL).isEmpty();
      if (plain && shape != null && details.size() < MOST_DETAILS) {
        Formula formula = Formula.compile(text, rows);
        Label label = walk.label(form, lines, path);
        if (!(formula.type() instanceof ValueType.ListOf)) {
          details.add(new Dimension(text, label, formula, new Cut.None(), false, null, shape));
        }
      }
    }
    return details;
  }

  private Set<Path> where(
      JsonNode tree, Form form, @Nullable LineItems lines, Schema rows, String place) {
    Set<Path> reads = new LinkedHashSet<>();
    if (tree.isObject()) {
      try {
        reads.addAll(ground.where(form, lines, rows, tree));
      } catch (ProblemException e) {
        Object reason = e.problem().message().arguments().get("reason");
        finder.error(
            place + ".where", reason instanceof Message message ? message : e.problem().message());
      }
    }
    return reads;
  }

  private Stage second(Stage first, JsonNode document, List<Parameter> parameters, String place) {
    StageSchema schema = new StageSchema(first);
    StageReader reader =
        new StageReader(
            finder,
            new ParameterSchema(schema, parameters),
            path -> schema.shapes().get(path.toString()),
            path -> schema.labels().get(path.toString()));
    return reader.read(reader.filter(document.path("filter"), place), document, place);
  }

  private List<Derivation> derivations(
      JsonNode documents, Schema schema, StageReader reader, String place) {
    List<Derivation> derivations = new ArrayList<>();
    for (JsonNode document : documents) {
      String key = document.path("key").asString();
      String at = place + ".derive." + key;
      if (new DerivedSchema(schema, derivations).typeOf(key).isPresent()) {
        finder.error(at, Message.of("report.key_taken", "key", key));
        continue;
      }
      Derivation.Kind kind = Derivation.Kind.of(document.path("type").asString());
      Formula of = reader.formula(document.path("of").asString(""), null, at + ".of");
      Formula by = reader.formula(document.path("by").asString(""), null, at + ".by");
      if (of == null || by == null) {
        continue;
      }
      if (of.type() instanceof ValueType.ListOf) {
        finder.error(at + ".of", Message.of("report.list_value"));
      } else if (by.type() != ValueType.DATE && by.type() != ValueType.DATETIME) {
        finder.error(at + ".by", Message.of("report.derive_by"));
      } else {
        derivations.add(new Derivation(key, kind, of, by));
      }
    }
    return derivations;
  }

  /** The fields read from the source: all of the first stage's but derived numbers, parameters. */
  private static Set<Path> reads(Stage first, List<Derivation> derivations) {
    Set<Path> reads = new LinkedHashSet<>();
    Stream.of(
            Stream.ofNullable(first.filter()),
            derivations.stream().flatMap(each -> Stream.of(each.of(), each.by())),
            first.dimensions().stream().map(Dimension::formula),
            first.measures().stream().map(Measure::formula).filter(Objects::nonNull),
            first.measures().stream().map(Measure::filter).filter(Objects::nonNull))
        .flatMap(formulas -> formulas)
        .forEach(formula -> reads.addAll(formula.dependencies()));
    derivations.forEach(derivation -> reads.remove(Path.of(derivation.key())));
    reads.removeIf(path -> path.startsWith(Path.of(Parameter.ROOT)));
    return reads;
  }

  private Set<String> forms(
      Form form, @Nullable LineItems lines, Set<Path> reads, List<Stage> stages) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(form.key());
    LedgerRows ledger = LedgerRows.find(compilation, form.key());
    if (ledger != null) {
      forms.addAll(ledger.posting());
    }
    reads.forEach(path -> walk.forms(form, lines, path, forms::add));
    stages.stream()
        .flatMap(stage -> stage.dimensions().stream())
        .forEach(dimension -> {
          if (dimension.shape() instanceof Shape.Reference reference) {
            forms.add(reference.form());
          }
        });
    return forms;
  }
}
