import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');
const ENTRY = join(ROOT, 'packages/widgets/src/index.ts');

/** What the compiler knows of a property and the syntax does not. */
interface PropertyType {
  /** Alternatives written out: `'auto' | 'light' | 'dark'`, not `ThemeName`. Names of objects stay names. */
  text: string;
  /** Value that the constructor gives, when it is a plain one. */
  initial?: string;
  isReadonly: boolean;
}

/** The types of what the widgets export. */
export interface WidgetTypes {
  property(className: string, name: string): PropertyType | undefined;
  /** Class of an event, from the global map of event handlers. */
  eventClass(eventName: string): string | undefined;
  /** Whether the package exports a value or type of this name. */
  isExported(name: string): boolean;
}

/** Asks the compiler, because an alias or a constant says nothing to the tools that read a manifest. */
export function widgetTypes(): WidgetTypes {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent({ ...config, files: [ENTRY], include: [] }, ts.sys, ROOT);
  const program = ts.createProgram([ENTRY], parsed.options);
  const checker = program.getTypeChecker();
  const entry = program.getSourceFile(ENTRY);
  const symbol = entry && checker.getSymbolAtLocation(entry);
  if (!entry || !symbol) throw new Error(`${ENTRY} was not read`);
  const exported = new Map(checker.getExportsOfModule(symbol).map((each) => [each.name, each]));
  const eventMap = checker.resolveName('GlobalEventHandlersEventMap', entry, ts.SymbolFlags.Interface, false);
  const events = eventMap && checker.getDeclaredTypeOfSymbol(eventMap);
  const resolved = (name: string): ts.Symbol | undefined => {
    const found = exported.get(name);
    return found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  };
  return {
    property(className, name) {
      const owner = resolved(className);
      const type = owner && checker.getDeclaredTypeOfSymbol(owner);
      const property = type && checker.getPropertyOfType(type, name);
      if (!owner || !property) return undefined;
      const initial = initialValue(checker, owner, name);
      return {
        text: typeText(checker, checker.getTypeOfSymbol(property)),
        ...(initial !== undefined && { initial }),
        isReadonly: !isWritable(property),
      };
    },
    eventClass(eventName) {
      const property = events && checker.getPropertyOfType(events, eventName);
      return property && checker.typeToString(checker.getTypeOfSymbol(property));
    },
    isExported: (name) => exported.has(name),
  };
}

function typeText(checker: ts.TypeChecker, type: ts.Type): string {
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;
  const isPlain =
    type.isUnion() &&
    type.types.every(({ flags: kind }) => kind & (ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral));
  // Only alternatives that can be written in an attribute are worth more than their name. By name, because the
  // compiler's own order changes with what else there is.
  if (isPlain)
    return type.types
      .map((each) => checker.typeToString(each, undefined, flags))
      .sort()
      .join(' | ');
  return checker.typeToString(type, undefined, flags);
}

function isWritable(property: ts.Symbol): boolean {
  const declarations = property.declarations ?? [];
  if (declarations.some(ts.isGetAccessor)) return declarations.some(ts.isSetAccessor);
  return !declarations.some((each) => ts.getCombinedModifierFlags(each) & ts.ModifierFlags.Readonly);
}

/** `this.watchFrom = HEALTH_LIMITS.watchFrom` in the constructor of the class, or of one that it extends. */
function initialValue(checker: ts.TypeChecker, owner: ts.Symbol, name: string): string | undefined {
  const declaration = owner.declarations?.find(ts.isClassDeclaration);
  if (!declaration) return undefined;
  const body = declaration.members.find(ts.isConstructorDeclaration)?.body;
  for (const statement of body?.statements ?? []) {
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) continue;
    const { left, right } = statement.expression;
    if (!ts.isPropertyAccessExpression(left) || left.expression.kind !== ts.SyntaxKind.ThisKeyword) continue;
    if (left.name.text === name) return plainValue(checker, right);
  }
  const parent = declaration.heritageClauses?.find((each) => each.token === ts.SyntaxKind.ExtendsKeyword);
  const parentName = parent?.types[0]?.expression;
  const parentSymbol = parentName && checker.getSymbolAtLocation(parentName);
  if (!parentSymbol) return undefined;
  const isAlias = parentSymbol.flags & ts.SymbolFlags.Alias;
  return initialValue(checker, isAlias ? checker.getAliasedSymbol(parentSymbol) : parentSymbol, name);
}

function plainValue(checker: ts.TypeChecker, expression: ts.Expression): string | undefined {
  if (ts.isArrayLiteralExpression(expression) && expression.elements.length === 0) return '[]';
  if (expression.kind === ts.SyntaxKind.NullKeyword) return 'null';
  const type = checker.getTypeAtLocation(expression);
  if (type.isStringLiteral()) return `'${type.value}'`;
  if (type.isNumberLiteral()) return String(type.value);
  if (type.flags & ts.TypeFlags.BooleanLiteral) return checker.typeToString(type);
  return undefined;
}
