package io.xiaodan.form;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field without a column: its value is looked up whenever it is shown, so it is never out of
 * date. It cannot be typed; of these formulas read balances alone.
 */
public sealed interface LiveField {

  /** Its name in the API. */
  String key();

  /** Its name for people. */
  Label label();

  /** The field as it stands in the artifact. */
  JsonNode document();

  /**
   * The field in whose way its value is shown, under its own name: what it looks up, or a number as
   * if it were kept. Null where a lookup leads nowhere.
   *
   * @param beside the fields of the same head or row, of which there is at least one
   * @param forms the forms there are, by key
   */
  default @Nullable FormField shown(
      SequencedMap<String, FormField> beside, Function<String, @Nullable Form> forms) {
    FormField end =
        this instanceof Lookup lookup
            ? FieldPaths.end(beside, lookup.path(), forms)
            : beside.firstEntry().getValue();
    return end == null
        ? null
        : switch (this) {
          case Lookup _ -> shown(end, end.type(), end.document());
          case RollUp rollUp -> shown(end, rollUp.type(), document());
          case Place place -> shown(end, place.type(), document());
          case OfLedger asked -> shown(end, asked.type(), document());
        };
  }

  private FormField shown(FormField like, FieldType type, JsonNode document) {
    return new FormField(key(), label(), type, false, like.rules(), like.filling(), document);
  }

  /**
   * A value of a record that is referred to.
   *
   * @param path references, one after the other, and the field at their end
   */
  record Lookup(String key, Label label, List<String> path, JsonNode document)
      implements LiveField {}

  /**
   * A number made of all living records that refer to this one, whoever looks at it.
   *
   * @param form key of the form those records are of
   * @param by its reference to this form
   * @param aggregate count, sum, average, minimum or maximum
   * @param of field that is summed up; null when counting
   * @param type of what comes out
   * @param where which records count; null for all
   */
  record RollUp(
      String key,
      Label label,
      String form,
      String by,
      String aggregate,
      @Nullable String of,
      FieldType type,
      @Nullable Formula where,
      JsonNode document)
      implements LiveField {}

  /** A field that asks a ledger. */
  sealed interface OfLedger extends LiveField {

    /** Key of the ledger. */
    String ledger();

    /**
     * What the dimensions of the ledger are, each as the path of a field beside this one or of its
     * head; balances that differ in other dimensions are added up.
     */
    SequencedMap<String, List<String>> at();

    /** What comes out. */
    FieldType type();
  }

  /**
   * A number of a ledger at this moment: what is free of a product in a warehouse, say. It is the
   * same number for everybody who may see the field.
   *
   * @param figure account or value of the ledger
   */
  record Balance(
      String key,
      Label label,
      String ledger,
      String figure,
      SequencedMap<String, List<String>> at,
      FieldType type,
      JsonNode document)
      implements OfLedger {}

  /**
   * The earliest day on which a ledger can promise a quantity. Only asked for while somebody types:
   * what was agreed stands in a field of its own.
   *
   * @param quantity key of the field that says how much
   * @param wanted key of the date somebody asks for; null where there is none
   */
  record Promise(
      String key,
      Label label,
      String ledger,
      SequencedMap<String, List<String>> at,
      String quantity,
      @Nullable String wanted,
      FieldType type,
      JsonNode document)
      implements OfLedger {}

  /**
   * Where a record stands among those of its form that refer to the same: which order of its
   * customer it is, or how many days lie between it and the one before. Records without a date, in
   * the recycle bin, or that do not count have no place.
   *
   * @param by the reference they share
   * @param interval whether days are meant; otherwise its number, from 1
   * @param of the date or moment that gives the order; where it is the same, ids do
   * @param type of what comes out
   * @param where which records count; null for all
   */
  record Place(
      String key,
      Label label,
      String form,
      String by,
      boolean interval,
      String of,
      FieldType type,
      @Nullable Formula where,
      JsonNode document)
      implements LiveField {}
}
