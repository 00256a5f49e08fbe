package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks for words in the text fields of records and in the names of what they refer to; every word
 * must be found somewhere. Only fields that are seen in every row are looked into.
 */
@Component
class RecordSearch {

  private final Workspace workspace;
  private final Access access;

  RecordSearch(Workspace workspace, Access access) {
    this.workspace = workspace;
    this.access = access;
  }

  /**
   * The condition; null where the search has no words.
   *
   * @throws io.xiaodan.kernel.ProblemException malformed for a character no text can have
   */
  @Nullable SqlFragment where(Caller caller, FormAccess rights, String search) {
    if (search.indexOf('\0') >= 0) {
      throw Problem.of(ProblemKind.MALFORMED, "record.query").exception();
    }
    List<String> every = new ArrayList<>();
    List<@Nullable Object> binds = new ArrayList<>();
    for (String word : SearchText.words(search)) {
      List<String> any = new ArrayList<>();
      List<String> own =
          SearchText.fields(rights.form()).stream()
              .map(FormField::key)
              .filter(rights::seesFieldAlways)
              .toList();
      if (!own.isEmpty()) {
        any.add(found("t", own, word, binds));
      }
      for (FormField field : rights.form().fields().values()) {
        Form target = named(caller, rights, field);
        if (target != null) {
          any.add(
              "t.%s = ANY (ARRAY(SELECT n.id FROM %s n WHERE %s))"
                  .formatted(
                      quote(field.key()),
                      workspace.table(target.table()),
                      found("n", List.of(target.title()), word, binds)));
        }
      }
      every.add(any.isEmpty() ? "FALSE" : "(" + String.join(" OR ", any) + ")");
    }
    return every.isEmpty() ? null : new SqlFragment(String.join(" AND ", every), binds);
  }

  /** The index is asked for the pairs of the word, and what it finds is looked at. */
  private String found(String alias, List<String> keys, String word, List<@Nullable Object> binds) {
    String column = alias + "." + SearchText.COLUMN;
    List<String> pairs = SearchText.pairs(word);
    String indexed = "";
    if (!pairs.isEmpty()) {
      indexed = workspace.table("search_pairs") + "(" + column + ") @> ?::text[] AND ";
      binds.add(pairs.toArray(String[]::new));
    }
    binds.add(SearchText.pattern(keys, word));
    return "(" + indexed + column + " ~ ?)";
  }

  /** The form a reference leads to, where its names may be looked into. */
  private @Nullable Form named(Caller caller, FormAccess rights, FormField field) {
    if (!(field.type() instanceof ReferenceType reference)
        || !rights.seesFieldAlways(field.key())) {
      return null;
    }
    return caller
        .blueprint()
        .find(Form.TYPE, reference.form())
        .filter(target -> target.titleField().type().isSearchable())
        .filter(target ->
            access.of(caller.blueprint(), caller.actor(), target).seesFieldAlways(target.title()))
        .orElse(null);
  }
}
