/** Benchmarks; they are compiled with everything else and run by hand. */
@NullMarked
package io.policap.bench;

import org.jspecify.annotations.NullMarked;
