/**
 * Records on paper: a template says what stands where, and the server makes a PDF of it.
 *
 * <p>A template is an artifact of kind {@code print}, compiled with the form it prints. What is
 * printed is what its reader would see on the screen: hidden fields are not there, masked ones stay
 * masked, and a formula that reads either shows nothing. Layout is left to Apache FOP; pages are
 * laid out twice where a table adds up each page, because what stands on a page is known only then.
 * It makes the files of mails that rules and flows send ({@link io.xiaodan.action.SheetPress}). May
 * use: kernel, platform, expression, identity, attachment, blueprint, form, access, record, action,
 * notification.
 */
@ApplicationModule(
    displayName = "Print",
    allowedDependencies = {
      "kernel",
      "platform",
      "expression",
      "identity",
      "attachment",
      "blueprint",
      "form",
      "form :: type",
      "access",
      "record",
      "action",
      "notification"
    })
@NullMarked
package io.xiaodan.print;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
