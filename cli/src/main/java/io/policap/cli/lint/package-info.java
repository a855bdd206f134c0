/** The files that lint reads, and how its findings are printed. */
@NullMarked
package io.policap.cli.lint;

import org.jspecify.annotations.NullMarked;
