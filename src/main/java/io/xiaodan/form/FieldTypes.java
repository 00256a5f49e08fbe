package io.xiaodan.form;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Schema;
import io.xiaodan.form.type.AddressType;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.AutoNumberType;
import io.xiaodan.form.type.BankCardType;
import io.xiaodan.form.type.BarcodeType;
import io.xiaodan.form.type.CascaderType;
import io.xiaodan.form.type.CreditCodeType;
import io.xiaodan.form.type.DateTimeType;
import io.xiaodan.form.type.DateType;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.form.type.DepartmentType;
import io.xiaodan.form.type.IdNumberType;
import io.xiaodan.form.type.LocationType;
import io.xiaodan.form.type.MultiSelectType;
import io.xiaodan.form.type.PatternType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.form.type.RegionType;
import io.xiaodan.form.type.RichTextType;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.form.type.SwitchType;
import io.xiaodan.form.type.TextType;
import io.xiaodan.form.type.TimeType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the type of a field from its document. */
final class FieldTypes {

  private static final List<String> LEVELS = List.of("province", "city", "county");
  private static final BigDecimal MOST_STARS = new BigDecimal(5);

  private final Compilation compilation;
  private final Function<String, Optional<Schema>> forms;

  /**
   * @param forms the schema of another form by key; empty when there is none
   */
  FieldTypes(Compilation compilation, Function<String, Optional<Schema>> forms) {
    this.compilation = compilation;
    this.forms = forms;
  }

  /** The type, or null after reporting why there is none. */
  @Nullable FieldType of(ArtifactId form, String place, JsonNode field) {
    String type = field.path("type").asString("");
    return switch (type) {
      case "text" -> new TextType(type, field.path("maximum").asInt(500));
      case "long_text" -> new TextType(type, field.path("maximum").asInt(20_000));
      case "phone" -> PatternType.PHONE;
      case "email" -> PatternType.EMAIL;
      case "url" -> PatternType.URL;
      case "number", "money", "percent" ->
          new DecimalType(
              type,
              field.path("scale").asInt(2),
              decimal(field.path("minimum")),
              decimal(field.path("maximum")));
      case "date" -> new DateType();
      case "datetime" -> new DateTimeType();
      case "switch" -> new SwitchType();
      case "select" -> new SelectType(options(field));
      case "multi_select" -> new MultiSelectType(new SelectType(options(field)));
      case "person" -> new PersonType();
      case "department" -> new DepartmentType();
      case "attachment", "image" -> new AttachmentType(type, field.path("maximum").asInt(20));
      case "signature" -> new AttachmentType(type, 1);
      case "rich_text" -> new RichTextType(field.path("maximum").asInt(50_000));
      case "time" -> new TimeType();
      case "id_number" -> new IdNumberType();
      case "credit_code" -> new CreditCodeType(field.path("old").asBoolean(false));
      case "bank_card" -> new BankCardType();
      case "barcode" -> new BarcodeType(field.path("format").asString("qr"));
      case "rating" ->
          new DecimalType(
              type,
              0,
              BigDecimal.ONE,
              Objects.requireNonNullElse(decimal(field.path("maximum")), MOST_STARS));
      case "region" -> new RegionType(LEVELS.indexOf(field.path("level").asString("county")) + 1);
      case "address" -> new AddressType();
      case "location" -> new LocationType();
      case "cascader" -> cascader(form, place, field);
      case "reference" -> reference(form, place, field);
      case "auto_number" -> autoNumber(form, place, field);
      default -> {
        compilation.error(form, place, Message.of("form.type_unknown", "type", type));
        yield null;
      }
    };
  }

  /** The type that values of a column look like where nobody remembers the field. */
  static FieldType ofColumn(String column) {
    return switch (column) {
      case "numeric" -> new DecimalType("number", 10, null, null);
      case "date" -> new DateType();
      case "timestamptz" -> new DateTimeType();
      case "time" -> new TimeType();
      case "boolean" -> new SwitchType();
      case "uuid" -> new PersonType();
      case "uuid[]" -> new AttachmentType("attachment", Integer.MAX_VALUE);
      case "text[]" -> new MultiSelectType(new SelectType(Map.of()));
      case "jsonb" -> new AddressType();
      default -> new TextType("text", Integer.MAX_VALUE);
    };
  }

  private @Nullable FieldType reference(ArtifactId form, String place, JsonNode field) {
    String target = field.path("form").asString("");
    if (forms.apply(target).isEmpty()) {
      compilation.error(form, place, Message.of("form.target_unknown", "form", target));
      return null;
    }
    return new ReferenceType(
        target, name -> forms.apply(target).flatMap(schema -> schema.typeOf(name)));
  }

  private @Nullable FieldType autoNumber(ArtifactId form, String place, JsonNode field) {
    String pattern = field.path("pattern").asString("");
    if (!AutoNumberType.isPattern(pattern)) {
      compilation.error(form, place, Message.of("form.pattern", "pattern", pattern));
      return null;
    }
    return new AutoNumberType(pattern);
  }

  private FieldType cascader(ArtifactId form, String place, JsonNode field) {
    Map<String, Label> chosen = new LinkedHashMap<>();
    Set<String> keys = new HashSet<>();
    branch(
        field.path("options"),
        Label.of(""),
        field.path("anyLevel").asBoolean(false),
        (key, way) -> {
          if (!keys.add(key)) {
            compilation.error(form, place, Message.of("form.option_twice", "key", key));
          }
        },
        chosen);
    return new CascaderType(chosen);
  }

  /**
   * Goes down a tree of options; those that may be chosen are kept with the labels of their way.
   */
  private static void branch(
      JsonNode options,
      Label above,
      boolean anyLevel,
      BiConsumer<String, Label> seen,
      Map<String, Label> chosen) {
    for (JsonNode option : options) {
      String key = option.path("key").asString();
      Label label = Labels.read(option.path("label"), key);
      Label way =
          above.zh().isEmpty()
              ? label
              : new Label(above.zh() + " / " + label.zh(), above.en() + " / " + label.en());
      seen.accept(key, way);
      if (anyLevel || option.path("children").isEmpty()) {
        chosen.put(key, way);
      }
      branch(option.path("children"), way, anyLevel, seen, chosen);
    }
  }

  private static @Nullable BigDecimal decimal(JsonNode node) {
    return node.isNumber() || node.isString() ? new BigDecimal(node.asString()) : null;
  }

  private static Map<String, Label> options(JsonNode field) {
    Map<String, Label> options = new LinkedHashMap<>();
    for (JsonNode option : field.path("options")) {
      String key = option.path("key").asString();
      options.put(key, Labels.read(option.path("label"), key));
    }
    return options;
  }
}
