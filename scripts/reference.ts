/**
 * Makes the reference of the SDK's public surface, with the guides, from the sources.
 *
 *     npm run reference              write docs/api (open docs/api/index.html)
 *     npm run reference -- --check   fail when something public has no words, a link leads nowhere, a public symbol uses one
 *                               that is not exported, or what is not settled is not named `experimental_…`
 *
 * What to read and what to ask for is in typedoc.json.
 */
import { Application, type DeclarationReflection, type ProjectReflection, ReflectionKind } from 'typedoc';
import { sdkEntries } from './lib/sdk-entries.ts';

const PREFIX = 'experimental_';

/** The mark in the docstring and the prefix of the name say the same. */
function experimentalFindings(project: ProjectReflection): string[] {
  const findings: string[] = [];
  for (const reflection of project.getReflectionsByKind(
    ReflectionKind.SomeMember | ReflectionKind.SomeExport,
  )) {
    // What belongs to something unsettled is so as well, and need not say it again.
    if (reflection.parent?.getFullName().includes(PREFIX)) continue;
    const { comment, signatures = [] } = reflection as DeclarationReflection;
    const isMarked = [comment, ...signatures.map((signature) => signature.comment)].some((words) =>
      words?.hasModifier('@experimental'),
    );
    if (isMarked === reflection.name.startsWith(PREFIX)) continue;
    findings.push(
      isMarked
        ? `${reflection.getFullName()} is marked @experimental, so its name has to start with ${PREFIX}`
        : `${reflection.getFullName()} is named ${PREFIX}…, so its docstring has to be marked @experimental`,
    );
  }
  return findings;
}

const isCheck = process.argv.includes('--check');
const app = await Application.bootstrapWithPlugins({
  entryPoints: sdkEntries().map((entry) => entry.source),
});
const project = await app.convert();
if (!project) process.exit(1);
app.validate(project);
for (const finding of experimentalFindings(project)) app.logger.error(finding);
if (!isCheck) await app.generateOutputs(project);
if (app.logger.hasErrors() || (isCheck && app.logger.hasWarnings())) process.exitCode = 1;
