package io.xiaodan.form.type;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A place on the map.
 *
 * @param longitude degrees east, six places
 * @param latitude degrees north, six places
 * @param name what the place is called; null where nobody said
 */
public record Location(BigDecimal longitude, BigDecimal latitude, @Nullable String name) {}
