package io.xiaodan.ledger;

import io.xiaodan.platform.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The function that posts to all ledgers in their order, so that everybody locks in the same one:
 * each hands what it posts on to those that come later. Called within the statement of a change,
 * after its guards; its inner statements see what others committed before the locks were granted.
 *
 * <p>It is written out for the ledgers there are, since a call whose name is put together is
 * planned anew each time. What is handed over for a ledger it does not know is refused.
 */
final class PostingFunction {

  /** Its name; no ledger's function is called so, since a key begins with a letter. */
  static final String NAME = "l__post";

  private final List<Ledger> ledgers;
  private final Workspace workspace;

  PostingFunction(Collection<Ledger> ledgers, Workspace workspace) {
    this.ledgers = List.copyOf(ledgers);
    this.workspace = workspace;
  }

  /**
   * The function, of {@code {"today", "checked", "post": {ledger: part}}}. A part is {@code
   * {"origins", "entries"}}, which takes the place of all that the origins have posted, or {@code
   * {"entries", "sums", "days"}}, which adds to what has no entries yet.
   *
   * <p>Plans are kept and use indexes: with the rows of each call in mind every inner statement
   * would be planned anew, which costs more than to carry it out; and a plan that was made while a
   * ledger was empty must not read all of it when it has grown.
   */
  LedgerFunctions.Written written() {
    return new LedgerFunctions.Written(
        NAME,
        workspace.table(NAME)
            + "(_change jsonb) RETURNS boolean LANGUAGE plpgsql SET plan_cache_mode = 'force_generic_plan' SET enable_seqscan = off",
        """

        DECLARE
          _post jsonb := _change->'post';
          _today date := _change->>'today';
          _checked boolean := _change->>'checked';
          _own jsonb;
          _derived jsonb;
        BEGIN
          IF _post - ARRAY[%s]::text[] <> '{}' THEN
            RAISE EXCEPTION USING ERRCODE = 'XD410', MESSAGE = '';
          END IF;
        %s  RETURN true;
        END
        """
            .formatted(
                LedgerSql.texts(ledgers.stream().map(Ledger::key).toList()),
                ledgers.stream().map(this::one).collect(Collectors.joining())));
  }

  private String one(Ledger ledger) {
    List<String> targets =
        ledgers.stream()
            .flatMap(target -> target.from(ledger.key()).stream().map(_ -> target.key()))
            .toList();
    StringBuilder on = new StringBuilder();
    for (int i = 0; i < targets.size(); i++) {
      on.append(handOn(targets.get(i), i));
    }
    return """
      _own := _post->%1$s;
      IF _own->'origins' IS NOT NULL THEN
        _derived := %2$s(ARRAY(SELECT jsonb_array_elements_text(_own->'origins')), _own->'entries', _today, _checked);
    %4$s  ELSIF _own IS NOT NULL THEN
        _derived := %3$s(_own->'entries', _own->'sums', _own->'days', _today, _checked);
    %4$s  END IF;
    """
        .formatted(
            LedgerSql.literal(ledger.key()),
            workspace.table(ledger.postFunction()),
            workspace.table(ledger.addFunction()),
            on);
  }

  /** Hands the part at a place of what was derived to the ledger it is for. */
  private static String handOn(String target, int part) {
    return """
        IF jsonb_array_length(_derived->%2$d->'origins') > 0 THEN
          _own := COALESCE(_post->%1$s, '{}');
          _post := _post || jsonb_build_object(%1$s, jsonb_build_object(
            'origins', COALESCE(_own->'origins', '[]') || (_derived->%2$d->'origins'),
            'entries', COALESCE(_own->'entries', '[]') || (_derived->%2$d->'entries')));
        END IF;
    """
        .formatted(LedgerSql.literal(target), part);
  }
}
