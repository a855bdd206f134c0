/** The runnable program: its entry point, its root command and its version. */
@NullMarked
package io.policap.cli;

import org.jspecify.annotations.NullMarked;
