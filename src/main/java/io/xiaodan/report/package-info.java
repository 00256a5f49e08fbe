/**
 * Questions over records, and the dashboards that show their answers.
 *
 * <p>A question is data: it is read once when its dashboard is published, passes through an ordered
 * list of small steps and becomes one SQL statement that holds the rights of whoever asks. Answers
 * are kept until a form they were read from changes. May use: kernel, platform, expression,
 * identity, blueprint, form, access, filter, record, ledger, notification, and to put answers into
 * files the sheets of exchange and the figures of print.
 */
@ApplicationModule(
    displayName = "Report",
    allowedDependencies = {
      "kernel",
      "platform",
      "expression",
      "identity",
      "blueprint",
      "form",
      "form :: type",
      "access",
      "filter",
      "record",
      "ledger",
      "exchange :: sheet",
      "print",
      "notification"
    })
@NullMarked
package io.xiaodan.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
