/** What a question is made of, and how it is read from a document. */
@NullMarked
package io.xiaodan.report.question;

import org.jspecify.annotations.NullMarked;
