/** Whole processes over one input, policap's beside those of other tools. */
@NullMarked
package io.policap.bench.endtoend;

import org.jspecify.annotations.NullMarked;
