const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u));

/** First names that are also words. In lower case they are the word; with a capital, the context decides. */
export const NAMES_THAT_ARE_WORDS = words(`
  ace al alba amber angel archer art ash asia aspen aster aurora axis bay bear berry beta bill birch blanca blaze bliss
  blue bo bob bond booker brandy breeze bright brook brooks buck bud buddy buster cam candy carol case cash cat cedar
  chad chance charity charm chase chip christian chuck clay cliff cloud colt constant cooper coral cricket cruz crystal
  dag daisy dale dash dawn dean dee denim dev diamond dick dolly don dot dove drew duke dusty earl earnest ebony echo ed
  eden elder ember ernst faith fawn fern field fisher flora ford forest fox frank free gale gay gem gene genesis ginger
  glen glory golden grace grant gray green guy happy harmony harper haven hazel heath heather heaven holly honey honor
  honour hope hunter india iris ivory ivy jack jade jasmine jay jazz jean jet jewel job josh journey joy judge juniper
  justice king kit knight lance lane lark laurel lavender legend liberty lily link liv lotus love luck lux luz major
  mark marina marine marlin marsh mason mat max maverick melody mercedes mercury mercy merit merry miles min misty moss
  my myrtle nick noble noel north nova oak ocean olive opal pace page pansy paris pat patience paz pearl peg penny
  pepper petal pierce piper poppy porter precious price prince promise prudence queen quest rain rally raven ray red
  reed rich ridge river rob robin rock rocky rod roman rosa rose rosemary rowan royal ruby rush rusty saffron sage
  sailor sally sandy savannah scarlet scout season serenity shade shell sienna silver skip sky sol sonny star sterling
  stone storm story sue sunny tab tad tanner teal temple tiger topaz trinity true tucker unity van velvet venus victor
  victory viola violet virginia wade walker ward warren wave west wheat will willow win wolf woody wren zen
  вера лев лилия любовь надежда роза роман слава
`);

/** First names that are also months, days or seasons. */
export const NAMES_THAT_ARE_DATES = words(`
  april august autumn dec friday jan january july june mai mar may mon nov sat saturday spring summer sun sunday thu
  tuesday wed winter
`);

/** Names that can begin a sentence as its verb: Mark completed steps as done. */
export const NAMES_THAT_ARE_VERBS = words(`
  bill bob cam case cash chance chase chip chuck cook don dot drew field frank grant guy hope hunter job josh judge lance
  link love mark may nick pace page pat peg pierce price promise quest rally rob rock rush scout skip sally stone storm
  sue tab ward wade wave will win
`);

/** Words in display names that name nobody: small words, roles, and whereabouts. */
export const GENERIC_WORDS = words(`
  a admin all am an and any at away boss busy captain ceo chief coach content cto customer data de dentro der design
  designer developer die doc dr el en engineer engineering everybody for founder frau from goals growth guest head hello
  herr hi him her hr i in intern is it la las le lead leave los manager marketing me mr mrs ms new no of office on one
  ooo ops or our out pm product prof qa research sales san she sick sir st support team temp test tester the they to us
  user vacation von we with you
`);

/** After one of these, a last name alone is a person. */
export const TITLES = words(
  "mr mrs ms miss mx dr prof herr frau fru madame mme monsieur señor senor senora don doña",
);

/** A person's name rarely follows one of these; "the Grace period" and "our Hope campaign" are things. */
export const ARTICLES = words("the a an this that these those our your their its each every no any per one");

/** After a name, these verbs show that it is a person. */
export const PERSON_VERBS = words(`
  said says told tells thinks thought asked asks forgot forgets knew knows wants wanted wrote writes agreed agrees
  disagreed believes believed promised suggested proposed decided approved reviewed explained complained insisted
  apologised apologized
`);

/** Verbs that people do, and things as well. */
export const COMMON_VERBS = words(`
  is was has had does did isn't wasn't hasn't hadn't doesn't didn't would should can could must might cannot can't won't
  wouldn't shouldn't couldn't will needs owns leads likes works keeps takes makes gives goes comes sees feels broke built
  made found took gave got went came saw led ran sent kept left lost won chose brought bought caught felt held met paid
  sold spoke spent taught understood drew began joined
`);

/** Follows a verb whose subject is the name: "Mark approved it" against "Mark approved invoices as paid". */
export const AFTER_A_VERB = words(`
  it the this that these those them us our a an his her their my your all everything nothing to for in on at by with
  without from too before after late early again yesterday today and but because when while as
`);

/** Before a name, these show that a person is spoken to or about. */
export const WORDS_BEFORE_PERSON = words(
  "ask asked asking tell told thank thanks blame blamed credit kudos dear hi hey with remind",
);
