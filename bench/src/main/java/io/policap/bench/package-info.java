/** Benchmarks; never released. */
@NullMarked
package io.policap.bench;

import org.jspecify.annotations.NullMarked;
