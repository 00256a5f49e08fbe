package io.xiaodan.ledger;

import io.xiaodan.expression.Formula;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.Label;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Who posts what to an account of the ledger it stands in. */
public sealed interface Posting {

  /** Its name among the postings of the ledger. */
  String key();

  /** Its name for people. */
  Label label();

  /** The account it posts to. */
  String account();

  /**
   * From records of a form, or each row of one of its line items.
   *
   * @param source the form as it was compiled with the ledger
   * @param lines key of the line items; null where the record itself posts
   * @param when which records or rows post; null for all
   * @param dimensions where to, by dimension
   * @param quantity how much; empty and zero post nothing
   * @param date for which day; null for the day the record was made
   */
  record OfRecords(
      String key,
      Label label,
      String account,
      Form source,
      @Nullable String lines,
      @Nullable Formula when,
      SequencedMap<String, Formula> dimensions,
      Formula quantity,
      @Nullable Formula date)
      implements Posting {

    /** Key of the form. */
    public String form() {
      return source.key();
    }
  }

  /**
   * From the balances of another ledger, so that what is open of an order, say, can be reserved.
   *
   * @param ledger key of that ledger
   * @param dimensions the dimension of that ledger, by dimension of this one
   * @param quantity over the accounts of that ledger
   * @param date account of that ledger whose latest day it is for
   */
  record OfLedger(
      String key,
      Label label,
      String account,
      String ledger,
      SequencedMap<String, String> dimensions,
      Formula quantity,
      String date)
      implements Posting {}
}
