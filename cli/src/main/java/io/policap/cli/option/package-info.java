/** Commands, their options and the values given for them, declared without annotations: reading those took half a start. */
@NullMarked
package io.policap.cli.option;

import org.jspecify.annotations.NullMarked;
