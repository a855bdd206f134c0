/** The summary of a run, for people and for machines, and the reading of an earlier one. */
@NullMarked
package io.policap.cli.summary;

import org.jspecify.annotations.NullMarked;
