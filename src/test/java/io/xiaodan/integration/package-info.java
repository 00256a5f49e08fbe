@NullMarked
package io.xiaodan.integration;

import org.jspecify.annotations.NullMarked;
