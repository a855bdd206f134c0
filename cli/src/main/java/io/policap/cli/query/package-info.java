/** The questions of {@code policap can}: their ends, their lines, their answers. */
@NullMarked
package io.policap.cli.query;

import org.jspecify.annotations.NullMarked;
