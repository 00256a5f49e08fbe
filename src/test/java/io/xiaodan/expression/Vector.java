package io.xiaodan.expression;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One case of {@code conformance/formulas}, with what its file says about all of them. */
record Vector(String file, JsonNode header, JsonNode body) {

  static final Path FOLDER = Path.of("conformance", "formulas");

  static Stream<Vector> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Vector> vectors = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        JsonNode header = JsonMapper.shared().readTree(Files.readString(file));
        for (JsonNode body : header.get("cases")) {
          vectors.add(new Vector(file.getFileName().toString(), header, body));
        }
      }
      return vectors.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isFormula() {
    return body.has("formula");
  }

  boolean fails() {
    return body.has("errors");
  }

  String text() {
    return body.get(isFormula() ? "formula" : "template").asString();
  }

  Schema schema() {
    return VectorTypes.schema(header.get("schema"));
  }

  Values values() {
    return VectorTypes.values(header.get("schema"), header.get("values"));
  }

  Environment environment() {
    return VectorTypes.environment(header.get("environment"));
  }

  /** The type of the result. */
  ValueType type() {
    return VectorTypes.type(body.get("type"));
  }

  /** The result. */
  @Nullable Object value() {
    return VectorTypes.value(body.get("type"), body.get("value"));
  }

  /** The type that the place of the formula asks for, if any. */
  Stream<ValueType> expected() {
    return body.has("expected") ? Stream.of(VectorTypes.type(body.get("expected"))) : Stream.of();
  }

  List<String> errors() {
    return StreamSupport.stream(body.get("errors").spliterator(), false)
        .map(error ->
            "%s %d-%d"
                .formatted(
                    error.get("code").asString(),
                    error.get("from").asInt(),
                    error.get("to").asInt()))
        .toList();
  }

  boolean runsInSql() {
    return isFormula() && !fails() && !(body.has("sql") && !body.get("sql").asBoolean());
  }

  @Override
  public String toString() {
    return file + ": " + text();
  }
}
