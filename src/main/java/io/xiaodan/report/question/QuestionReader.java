package io.xiaodan.report.question;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a question from its document; whatever is wrong becomes a finding with its place. */
public final class QuestionReader {

  private final Compilation compilation;
  private final ArtifactId artifact;
  private final FieldWalk walk;

  public QuestionReader(Compilation compilation, ArtifactId artifact) {
    this.compilation = compilation;
    this.artifact = artifact;
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
    Form form = compilation.find(Form.TYPE, source.form());
    LineItems lines =
        form == null || source.lines() == null ? null : form.lines().get(source.lines());
    if (form == null || (source.lines() != null && lines == null)) {
      String text = document.path("source").asString("");
      compilation.error(
          artifact, place + ".source", Message.of("report.source_unknown", "source", text));
      return null;
    }
    Schema schema = lines == null ? form.schema() : lines.schema();
    StageReader source0 = reader(schema, form, lines);
    Formula filter = source0.filter(document.path("filter"), place);
    List<Derivation> derivations = derivations(document.path("derive"), schema, source0, place);
    List<Stage> stages = new ArrayList<>();
    stages.add(
        reader(new DerivedSchema(schema, derivations), form, lines).read(filter, document, place));
    JsonNode then = document.path("then");
    if (then.isObject()) {
      stages.add(second(stages.getLast(), then, place + ".then"));
    }
    List<Ordering> order = order(document.path("sort"), stages.getLast(), place + ".sort");
    if (compilation.findings().size() > before) {
      return null;
    }
    int limit = document.path("limit").asInt(Question.MOST_ROWS);
    Set<Path> reads = reads(stages.getFirst(), derivations);
    return new Question(
        name, source, derivations, stages, order, limit, reads, forms(form, lines, reads, stages));
  }

  private StageReader reader(Schema schema, Form form, @Nullable LineItems lines) {
    return new StageReader(
        compilation,
        artifact,
        schema,
        path -> walk.shape(form, lines, path),
        path -> {
          FormField field =
              path.names().size() != 1
                  ? null
                  : (lines == null ? form.fields() : lines.columns()).get(path.names().getFirst());
          return field == null ? null : field.label();
        });
  }

  private Stage second(Stage first, JsonNode document, String place) {
    StageSchema schema = new StageSchema(first);
    StageReader reader =
        new StageReader(
            compilation,
            artifact,
            schema,
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
        compilation.error(artifact, at, Message.of("report.key_taken", "key", key));
        continue;
      }
      Derivation.Kind kind =
          document.path("type").asString().equals("position")
              ? Derivation.Kind.POSITION
              : Derivation.Kind.INTERVAL;
      Formula of = reader.formula(document.path("of").asString(""), null, at + ".of");
      Formula by = reader.formula(document.path("by").asString(""), null, at + ".by");
      if (of == null || by == null) {
        continue;
      }
      if (of.type() instanceof ValueType.ListOf) {
        compilation.error(artifact, at + ".of", Message.of("report.list_value"));
      } else if (by.type() != ValueType.DATE && by.type() != ValueType.DATETIME) {
        compilation.error(artifact, at + ".by", Message.of("report.derive_by"));
      } else {
        derivations.add(new Derivation(key, kind, of, by));
      }
    }
    return derivations;
  }

  private List<Ordering> order(JsonNode documents, Stage last, String place) {
    List<Ordering> order = new ArrayList<>();
    for (JsonNode document : documents) {
      String key = document.path("key").asString();
      boolean known =
          Stream.concat(
                  last.dimensions().stream().map(Dimension::key),
                  last.measures().stream().map(Measure::key))
              .anyMatch(key::equals);
      if (known) {
        order.add(new Ordering(key, document.path("direction").asString("asc").equals("desc")));
      } else {
        compilation.error(
            artifact, place + "." + key, Message.of("report.sort_unknown", "key", key));
      }
    }
    return order;
  }

  /** The fields read from the source: all of the first stage's but the derived numbers. */
  private static Set<Path> reads(Stage first, List<Derivation> derivations) {
    Set<Path> reads = new LinkedHashSet<>();
    Stream.of(
            Stream.ofNullable(first.filter()),
            derivations.stream().flatMap(each -> Stream.of(each.of(), each.by())),
            first.dimensions().stream().map(Dimension::formula),
            first.measures().stream().map(Measure::formula).filter(Objects::nonNull))
        .flatMap(formulas -> formulas)
        .forEach(formula -> reads.addAll(formula.dependencies()));
    derivations.forEach(derivation -> reads.remove(Path.of(derivation.key())));
    return reads;
  }

  private Set<String> forms(
      Form form, @Nullable LineItems lines, Set<Path> reads, List<Stage> stages) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(form.key());
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
