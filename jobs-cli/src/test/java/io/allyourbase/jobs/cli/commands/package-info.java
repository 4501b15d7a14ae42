/** The client's commands, as real processes against a real server. */
@NullMarked
package io.allyourbase.jobs.cli.commands;

import org.jspecify.annotations.NullMarked;
